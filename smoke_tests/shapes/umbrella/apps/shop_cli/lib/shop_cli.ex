defmodule ShopCli do
  @moduledoc "Prints prices."

  def main(cents), do: Enum.each(cents, &IO.puts(ShopCore.price(String.to_integer(&1))))
end
