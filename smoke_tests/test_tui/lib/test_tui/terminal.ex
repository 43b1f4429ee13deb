defmodule TestTui.Terminal do
  @moduledoc """
  The terminal in raw mode: each key arrives as it is pressed and is not echoed.

  Nothing outside the runtime is needed, in particular no `stty`; the runtime asks the terminal
  database (terminfo) about the terminal named by TERM, so an entry for it has to exist. When the
  runtime halts, it restores the terminal's mode by itself.
  """

  # How long the rest of a key's escape sequence may take, in milliseconds.
  @escape_timeout 50

  @type key :: :up | :down | :left | :right | :enter | :escape | :closed | String.t()

  @doc """
  Switches the terminal to raw mode and starts reading keys for the calling process.

  Returns the terminal's columns and rows.
  """
  @spec open() :: {:ok, {pos_integer, pos_integer}} | {:error, String.t()}
  def open do
    with {:ok, size} <- raw(String.to_integer(System.otp_release())) do
      reader = self()
      spawn_link(fn -> forward_characters(reader) end)
      {:ok, size}
    end
  end

  # Since OTP 28 there is a documented way.
  defp raw(otp) when otp >= 28 do
    case :shell.start_interactive({:noshell, :raw}) do
      :ok -> {:ok, {elem(:io.columns(), 1), elem(:io.rows(), 1)}}
      {:error, reason} -> unavailable(reason)
    end
  end

  # In OTP 26 and 27 the process that serves standard input holds the terminal, in line mode.
  # Initialising the same terminal once more switches it to raw mode, while that process keeps reading it.
  defp raw(otp) when otp >= 26 do
    if :prim_tty.isatty(:stdin) == true and :prim_tty.isatty(:stdout) == true do
      {:server, state} = :sys.get_state(:user_drv)
      terminal = :prim_tty.reinit(elem(state, 1), %{tty: true})
      :prim_tty.window_size(terminal)
    else
      unavailable(:enotsup)
    end
  rescue
    error in ErlangError -> unavailable(error.original)
  end

  defp raw(otp), do: {:error, "raw keys need OTP 26 or later, this is #{otp}"}

  defp unavailable(:enotsup) do
    term = System.get_env("TERM", "")
    {:error, "needs a terminal, with an entry for TERM=#{term} in the terminal database"}
  end

  defp unavailable(reason), do: {:error, "cannot use the terminal: #{inspect(reason)}"}

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

  @doc "Waits for a key."
  @spec read_key() :: key
  def read_key do
    case read_character(:infinity) do
      "\e" -> read_escape()
      enter when enter in ["\r", "\n"] -> :enter
      other -> other
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
