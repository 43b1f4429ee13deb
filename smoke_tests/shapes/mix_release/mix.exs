defmodule Clock.MixProject do
  use Mix.Project

  def project do
    [
      app: :clock,
      version: "0.4.0",
      elixir: "~> 1.15",
      start_permanent: Mix.env() == :prod,
      deps: [],
      releases: [clock: [include_executables_for: [:unix]]]
    ]
  end

  def application, do: [mod: {Clock.Application, []}, extra_applications: [:logger]]
end
