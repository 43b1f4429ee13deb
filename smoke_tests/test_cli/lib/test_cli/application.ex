defmodule TestCli.Application do
  @moduledoc """
  Runs the command line as soon as the application starts, and ends the runtime with its exit status.
  """

  use Application

  @impl true
  def start(_type, _args) do
    # Ended by SIGTERM, a command reports that to its parent, as any other program does; a service would stop in order.
    :os.set_signal(:sigterm, :default)

    # A command that raises must end the runtime, not leave it idle: no restarts, so that the
    # supervisor gives up, and with it the application.
    Supervisor.start_link([command()], strategy: :one_for_one, max_restarts: 0)
  end

  defp command do
    task = {Task, fn -> System.halt(TestCli.run(System.argv())) end}
    Supervisor.child_spec(task, restart: :permanent)
  end
end
