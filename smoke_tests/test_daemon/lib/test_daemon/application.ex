defmodule TestDaemon.Application do
  @moduledoc """
  A TCP echo service with a sign of life.

  Started as `test_daemon [PORT] [HEARTBEAT_FILE]`. Without a port it takes that of the
  configuration, which reads the variable PORT.
  """

  use Application

  @impl true
  def start(_type, _args) do
    {port, file} = settings(System.argv())

    children =
      [
        {Task.Supervisor, name: TestDaemon.Connections},
        {TestDaemon.Listener, port: port}
      ] ++ for path <- file, do: {TestDaemon.Heartbeat, path: path}

    Supervisor.start_link(children, strategy: :one_for_one, name: TestDaemon.Supervisor)
  end

  defp settings([port | file]), do: {String.to_integer(port), Enum.take(file, 1)}
  defp settings([]), do: {Application.fetch_env!(:test_daemon, :port), []}
end
