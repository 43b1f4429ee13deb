defmodule Tally.MixProject do
  use Mix.Project

  def project do
    [
      app: :tally,
      version: "1.1.0",
      elixir: "~> 1.15",
      escript: [main_module: Tally.CLI],
      deps: []
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
