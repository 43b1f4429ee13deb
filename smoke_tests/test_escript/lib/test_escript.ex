defmodule TestEscript do
  @moduledoc """
  A command line program packed as an escript, with the commands of `test_cli` and a checksum that
  needs an application of OTP with native code.
  """

  @version Mix.Project.config()[:version]
  @chunk 65_536

  @commands [
    {"hello NAME", "greets"},
    {"echo ARG...", "prints each argument on a line of its own, in brackets"},
    {"exit STATUS", "ends with this exit status"},
    {"cat", "copies standard input to standard output"},
    {"sha256", "prints the SHA-256 of standard input"},
    {"otp", "prints the OTP release"},
    {"version", "prints the version of this program"}
  ]

  @doc "The entry of the escript."
  @spec main([String.t()]) :: no_return
  def main(arguments) do
    # Ended by SIGTERM, a command reports that to its parent, as any other program does.
    :os.set_signal(:sigterm, :default)
    # Bytes in, bytes out: arguments and input pass through unchanged, whatever they hold.
    :ok = :io.setopts(:standard_io, encoding: :latin1)

    arguments |> run() |> System.halt()
  end

  defp run(["hello", name]), do: print("Hello, #{name}!\n")
  defp run(["echo" | arguments]), do: print(for argument <- arguments, do: "[#{argument}]\n")
  defp run(["otp"]), do: print("#{System.otp_release()}\n")
  defp run(["version"]), do: print("#{@version}\n")

  defp run(["cat"]) do
    Enum.each(input(), &print/1)
    0
  end

  defp run(["sha256"]) do
    digest = Enum.reduce(input(), :crypto.hash_init(:sha256), &:crypto.hash_update(&2, &1))
    print([digest |> :crypto.hash_final() |> Base.encode16(case: :lower), "\n"])
  end

  defp run(["exit", status] = arguments) do
    case Integer.parse(status) do
      {number, ""} when number in 0..255 -> number
      _ -> misuse(arguments)
    end
  end

  defp run(arguments), do: misuse(arguments)

  defp input, do: IO.binstream(:stdio, @chunk)

  defp print(bytes) do
    IO.binwrite(:stdio, bytes)
    0
  end

  defp misuse(arguments) do
    width = @commands |> Enum.map(fn {command, _} -> String.length(command) end) |> Enum.max()

    lines =
      for {command, text} <- @commands, do: "  #{String.pad_trailing(command, width)}  #{text}\n"

    IO.write(:stderr, ["test_escript: no such command: ", Enum.join(arguments, " "), "\n"])
    IO.write(:stderr, ["usage: test_escript COMMAND\n\n" | lines])
    64
  end
end
