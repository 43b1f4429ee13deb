defmodule TestDaemon.Heartbeat do
  @moduledoc """
  Keeps a file up to date for as long as the service lives, and removes it when the service stops.
  """

  use GenServer

  @interval 200

  @doc "Writes to the file `:path` every #{@interval} ms."
  def start_link(options), do: GenServer.start_link(__MODULE__, options, name: __MODULE__)

  @impl true
  def init(options) do
    # Only a process that traps exits gets to clean up when its supervisor stops it.
    Process.flag(:trap_exit, true)
    {:ok, %{path: Keyword.fetch!(options, :path), beats: 0}, {:continue, :beat}}
  end

  @impl true
  def handle_continue(:beat, state), do: {:noreply, beat(state)}

  @impl true
  def handle_info(:beat, state), do: {:noreply, beat(state)}

  @impl true
  def terminate(_reason, state), do: File.rm(state.path)

  defp beat(%{path: path, beats: beats} = state) do
    # Renamed into place, so that a reader never sees half a file.
    File.write!(path <> ".new", "alive #{beats}\n")
    File.rename!(path <> ".new", path)
    Process.send_after(self(), :beat, @interval)
    %{state | beats: beats + 1}
  end
end
