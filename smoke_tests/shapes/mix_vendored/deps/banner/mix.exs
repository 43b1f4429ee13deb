defmodule Banner.MixProject do
  use Mix.Project

  def project, do: [app: :banner, version: "1.0.2", deps: [{:padding, "~> 0.3"}]]
  def application, do: []
end
