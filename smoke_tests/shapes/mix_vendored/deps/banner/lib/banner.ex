defmodule Banner do
  @moduledoc "A text between two lines."

  def draw(text) do
    line = String.duplicate("=", String.length(text) + 4)
    "#{line}\n#{:padding.both(text)}\n#{line}"
  end
end
