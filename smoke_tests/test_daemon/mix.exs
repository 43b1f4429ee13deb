defmodule TestDaemon.MixProject do
  use Mix.Project

  def project do
    [
      app: :test_daemon,
      version: "2.0.1",
      elixir: "~> 1.15",
      start_permanent: Mix.env() == :prod,
      deps: [],
      releases: [test_daemon: [include_executables_for: [:unix]]]
    ]
  end

  def application do
    [mod: {TestDaemon.Application, []}, extra_applications: [:logger]]
  end
end
