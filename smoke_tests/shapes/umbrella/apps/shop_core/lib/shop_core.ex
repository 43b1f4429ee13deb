defmodule ShopCore do
  @moduledoc "Prices, for all apps of the umbrella."

  def price(cents), do: "#{cents / 100} #{Application.get_env(:shop_core, :currency)}"
end
