defmodule Tally.CLI do
  @moduledoc "Counts the words of its arguments."

  def main([]) do
    IO.puts(:stderr, "usage: tally WORD…")
    System.halt(2)
  end

  def main(words), do: IO.puts(Enum.map_join(Enum.frequencies(words), "\n", fn {word, count} -> "#{count} #{word}" end))
end
