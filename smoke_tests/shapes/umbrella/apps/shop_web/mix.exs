defmodule ShopWeb.MixProject do
  use Mix.Project

  def project do
    [
      app: :shop_web,
      version: "0.2.0",
      build_path: "../../_build",
      config_path: "../../config/config.exs",
      deps_path: "../../deps",
      lockfile: "../../mix.lock",
      elixir: "~> 1.15",
      deps: [{:shop_core, in_umbrella: true}]
    ]
  end

  def application, do: [mod: {ShopWeb.Application, []}, extra_applications: [:logger]]
end
