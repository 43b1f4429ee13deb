defmodule Poster do
  @moduledoc "Draws its arguments between two lines."

  def main(words), do: words |> Enum.join(" ") |> Banner.draw() |> IO.puts()
end
