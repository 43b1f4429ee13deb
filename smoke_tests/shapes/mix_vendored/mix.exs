defmodule Poster.MixProject do
  use Mix.Project

  def project do
    [
      app: :poster,
      version: "2.0.1",
      elixir: "~> 1.15",
      escript: [main_module: Poster],
      deps: [{:banner, "~> 1.0"}, {:padding, "~> 0.3"}, {:drill, "~> 1.0", only: :test}]
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
