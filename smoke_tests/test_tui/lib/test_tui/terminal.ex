defmodule TestTui.Terminal do
  @moduledoc """
  The terminal in raw mode: each key arrives as it is pressed and is not echoed.

  Nothing outside the runtime is needed: neither `stty` nor the terminal database (terminfo), since this program draws with
  ANSI sequences only. When the runtime halts, it restores the terminal's mode by itself.
  """

  # How long the rest of a key's escape sequence may take, in milliseconds.
  @escape_timeout 50

  # How often it is looked whether the terminal has another size, in milliseconds.
  @size_interval 100

  @type key :: :up | :down | :left | :right | :enter | :escape | :closed | String.t()

  @doc """
  Switches the terminal to raw mode and starts reading keys for the calling process.

  Returns the terminal's columns and rows.
  """
  @spec open() :: {:ok, {pos_integer, pos_integer}} | {:error, String.t()}
  def open do
    if :prim_tty.isatty(:stdin) == true and :prim_tty.isatty(:stdout) == true do
      size = raw(String.to_integer(System.otp_release()))
      reader = self()
      spawn_link(fn -> forward_characters(reader) end)
      {:ok, size}
    else
      {:error, "needs a terminal"}
    end
  end

  # Since OTP 28 there is a documented way, which insists on the terminal database.
  defp raw(otp) when otp >= 28 do
    with {:error, :enotsup} <- :shell.start_interactive({:noshell, :raw}) do
      # The terminal's options are set again when a stopped program continues: here, to other ones.
      terminal = put_elem(terminal(), 4, %{input: :raw, output: :cooked})
      :prim_tty.handle_signal(terminal, :sigcont)
    end

    size()
  end

  # In OTP 26 and 27 the process that serves standard input holds the terminal, in line mode.
  # Initialising the same terminal once more switches it to raw mode, while that process keeps reading it.
  defp raw(_otp) do
    terminal = terminal()

    try do
      :prim_tty.reinit(terminal, %{tty: true})
    rescue
      # Without the terminal database it stops short of the last step, which a stopped program takes when it continues.
      ErlangError -> :prim_tty.handle_signal(terminal, :cont)
    end

    size()
  end

  defp terminal do
    {_state_name, data} = :sys.get_state(:user_drv)
    elem(data, 1)
  end

  @doc "Switches to an empty screen without a cursor; what was shown before comes back in the end."
  def enter_screen, do: write("\e[?1049h\e[?25l")

  @doc "Undoes `enter_screen/0`."
  def leave_screen, do: write("\e[?25h\e[?1049l")

  @doc "Shows these lines from the top of the screen, and nothing else."
  @spec draw([iodata]) :: :ok
  def draw(lines), do: write(["\e[H", Enum.map(lines, &[&1, "\e[K\r\n"]), "\e[J"])

  @doc "Writes to the terminal; in raw mode a new line needs a carriage return too."
  @spec write(iodata) :: :ok
  def write(text), do: IO.write(text)

  @doc "Waits for a key, or for the terminal to have another size than this."
  @spec read_key({pos_integer, pos_integer}) :: key | {:resized, {pos_integer, pos_integer}}
  def read_key(size) do
    case read_character(@size_interval) do
      :none -> resized(size) || read_key(size)
      "\e" -> read_escape()
      enter when enter in ["\r", "\n"] -> :enter
      other -> other
    end
  end

  # A signal tells the runtime of a new size, and from then on it knows it.
  defp resized(before) do
    size = size()
    if size != before, do: {:resized, size}
  end

  defp size do
    if String.to_integer(System.otp_release()) >= 28 do
      {elem(:io.columns(), 1), elem(:io.rows(), 1)}
    else
      {:ok, size} = :prim_tty.window_size(terminal())
      size
    end
  end

  # An arrow key sends ESC [ A or ESC O A, depending on the mode; the Escape key sends ESC alone.
  defp read_escape do
    with introducer when introducer in ["[", "O"] <- read_character(@escape_timeout) do
      arrow(read_character(@escape_timeout))
    else
      _ -> :escape
    end
  end

  defp arrow("A"), do: :up
  defp arrow("B"), do: :down
  defp arrow("C"), do: :right
  defp arrow("D"), do: :left
  defp arrow(_), do: :escape

  defp read_character(timeout) do
    receive do
      {__MODULE__, character} -> character
    after
      timeout -> :none
    end
  end

  defp forward_characters(reader) do
    case IO.getn("", 1) do
      character when is_binary(character) ->
        send(reader, {__MODULE__, character})
        forward_characters(reader)

      _eof_or_error ->
        send(reader, {__MODULE__, :closed})
    end
  end
end
