defmodule Clock.Application do
  @moduledoc "A service that counts seconds."
  use Application

  @impl true
  def start(_type, _arguments) do
    Supervisor.start_link([Clock.Counter], strategy: :one_for_one, name: Clock.Supervisor)
  end
end
