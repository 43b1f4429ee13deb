defmodule TestTui do
  @moduledoc """
  A menu on the terminal: the arrow keys move, Enter chooses, `q` leaves.
  """

  alias TestTui.{Menu, Terminal}

  @unavailable 69

  @doc "Shows the menu; returns the number of the item chosen, or 0."
  @spec run() :: non_neg_integer
  def run do
    case Terminal.open() do
      {:ok, size} ->
        show(Menu.new(["Espresso", "Flat white", "Filter", "Tea"]), size)

      {:error, reason} ->
        IO.puts(:stderr, "test_tui: #{reason}")
        @unavailable
    end
  end

  defp show(menu, size) do
    Terminal.enter_screen()

    # Whatever goes wrong, nobody wants to be left on an empty screen without a cursor.
    choice =
      try do
        loop(menu, size)
      after
        Terminal.leave_screen()
      end

    case choice do
      nil -> 0
      number -> farewell(menu, number)
    end
  end

  defp farewell(menu, number) do
    Terminal.write(["Chosen: ", Menu.label(menu, number), "\r\n"])
    number
  end

  defp loop(menu, size) do
    Terminal.draw(Menu.lines(menu, size))
    react(Terminal.read_key(size), menu, size)
  end

  defp react({:resized, size}, menu, _size), do: loop(menu, size)
  defp react(:up, menu, size), do: menu |> Menu.up() |> loop(size)
  defp react(:down, menu, size), do: menu |> Menu.down() |> loop(size)
  defp react(:enter, menu, _size), do: menu.selected
  defp react(key, _menu, _size) when key in ["q", :closed], do: nil
  defp react("!", _menu, _size), do: raise("asked for a crash")
  defp react(key, menu, size) when is_binary(key), do: menu |> Menu.typed(key) |> loop(size)
  defp react(_, menu, size), do: loop(menu, size)
end
