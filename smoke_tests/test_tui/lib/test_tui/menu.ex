defmodule TestTui.Menu do
  @moduledoc """
  A list of items, one of them selected. The items count from 1.
  """

  @enforce_keys [:items]
  defstruct [:items, selected: 1, typed: ""]

  @type t :: %__MODULE__{items: [String.t()], selected: pos_integer, typed: String.t()}

  @doc "A menu with its first item selected."
  @spec new([String.t(), ...]) :: t
  def new(items), do: %__MODULE__{items: items}

  @doc "Selects the item above; the last one from the first."
  @spec up(t) :: t
  def up(%{selected: 1} = menu), do: %{menu | selected: length(menu.items)}
  def up(menu), do: %{menu | selected: menu.selected - 1}

  @doc "Selects the item below; the first one from the last."
  @spec down(t) :: t
  def down(menu), do: %{menu | selected: rem(menu.selected, length(menu.items)) + 1}

  @doc "Remembers a character that means nothing here, to show it."
  @spec typed(t, String.t()) :: t
  def typed(menu, character), do: %{menu | typed: menu.typed <> character}

  @doc "The text of an item."
  @spec label(t, pos_integer) :: String.t()
  def label(menu, number), do: Enum.at(menu.items, number - 1)

  @doc "The lines that show the menu on a screen of this many columns and rows."
  @spec lines(t, {pos_integer, pos_integer}) :: [iodata]
  def lines(menu, {columns, rows}) do
    items = Enum.with_index(menu.items, &line(&1, &2 + 1 == menu.selected))

    ["What shall it be? (#{columns}x#{rows})", "" | items] ++
      ["", "arrows move, enter chooses, q leaves" | typed_line(menu.typed)]
  end

  defp typed_line(""), do: []
  defp typed_line(text), do: ["typed: #{text}"]

  defp line(item, true), do: ["> ", IO.ANSI.format([:reverse, item], true)]
  defp line(item, false), do: ["  ", item]
end
