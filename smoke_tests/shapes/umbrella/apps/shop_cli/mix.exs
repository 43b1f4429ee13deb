defmodule ShopCli.MixProject do
  use Mix.Project

  def project do
    [
      app: :shop_cli,
      version: "0.2.0",
      build_path: "../../_build",
      config_path: "../../config/config.exs",
      deps_path: "../../deps",
      lockfile: "../../mix.lock",
      elixir: "~> 1.15",
      escript: [main_module: ShopCli],
      deps: [{:shop_core, in_umbrella: true}]
    ]
  end

  def application, do: [extra_applications: [:logger]]
end
