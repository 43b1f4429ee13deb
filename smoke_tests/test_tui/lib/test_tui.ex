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
    choice = loop(menu, size)
    Terminal.leave_screen()

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

    case Terminal.read_key() do
      :up -> menu |> Menu.up() |> loop(size)
      :down -> menu |> Menu.down() |> loop(size)
      :enter -> menu.selected
      key when key in ["q", :closed] -> nil
      _ -> loop(menu, size)
    end
  end
end
