defmodule TestTui.Application do
  @moduledoc """
  Runs the menu as soon as the application starts, and ends the runtime with the number of the choice.
  """

  use Application

  @impl true
  def start(_type, _args) do
    # No restarts: a menu that crashes ends the application, and with it the runtime.
    Supervisor.start_link([menu()], strategy: :one_for_one, max_restarts: 0)
  end

  defp menu do
    Supervisor.child_spec({Task, fn -> System.halt(TestTui.run()) end}, restart: :permanent)
  end
end
