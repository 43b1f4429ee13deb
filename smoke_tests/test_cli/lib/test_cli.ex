defmodule TestCli do
  @moduledoc """
  A command line program packed as a release: each of its commands shows one thing that packing can
  get wrong, such as arguments, exit statuses, binary input and output, or the runtime's version.
  """

  @version Mix.Project.config()[:version]
  @chunk 65_536

  @usage """
  usage: test_cli COMMAND

    hello NAME   greets
    echo ARG...  prints each argument on a line of its own, in brackets
    exit STATUS  ends with this exit status
    cat          copies standard input to standard output
    otp          prints the OTP release
    version      prints the version of this program
  """

  @doc "Runs a command line and returns its exit status."
  @spec run([String.t()]) :: 0..255
  def run(arguments) do
    # Bytes in, bytes out: arguments and input pass through unchanged, whatever they hold.
    :ok = :io.setopts(:standard_io, encoding: :latin1)
    command(arguments)
  end

  defp command(["hello", name]), do: print(["Hello, ", name, "!\n"])
  defp command(["echo" | arguments]), do: print(Enum.map(arguments, &["[", &1, "]\n"]))
  defp command(["cat"]), do: copy()
  defp command(["otp"]), do: print([System.otp_release(), "\n"])
  defp command(["version"]), do: print([@version, "\n"])

  defp command(["exit", status] = arguments) do
    case Integer.parse(status) do
      {number, ""} when number in 0..255 -> number
      _ -> misuse(arguments)
    end
  end

  defp command(arguments), do: misuse(arguments)

  defp copy do
    case IO.binread(:stdio, @chunk) do
      :eof ->
        0

      {:error, _reason} ->
        74

      bytes ->
        print(bytes)
        copy()
    end
  end

  defp print(bytes) do
    IO.binwrite(:stdio, bytes)
    0
  end

  defp misuse(arguments) do
    IO.puts(:stderr, ["test_cli: no such command: ", Enum.intersperse(arguments, " ")])
    IO.write(:stderr, @usage)
    64
  end
end
