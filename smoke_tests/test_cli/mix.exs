defmodule TestCli.MixProject do
  use Mix.Project

  def project do
    [
      app: :test_cli,
      version: "1.2.3",
      elixir: "~> 1.15",
      start_permanent: Mix.env() == :prod,
      deps: [],
      releases: [test_cli: [include_executables_for: [:unix]]]
    ]
  end

  def application do
    [mod: {TestCli.Application, []}]
  end
end
