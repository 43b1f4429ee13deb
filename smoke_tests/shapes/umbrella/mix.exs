defmodule Shop.MixProject do
  use Mix.Project

  def project do
    [
      apps_path: "apps",
      version: "0.2.0",
      start_permanent: Mix.env() == :prod,
      deps: [],
      releases: [shop: [applications: [shop_core: :permanent, shop_web: :permanent]]]
    ]
  end
end
