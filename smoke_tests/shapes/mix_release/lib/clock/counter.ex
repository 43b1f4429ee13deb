defmodule Clock.Counter do
  @moduledoc "Counts the seconds since the start."
  use GenServer
  require Logger

  def start_link(_options), do: GenServer.start_link(__MODULE__, 0, name: __MODULE__)

  def seconds, do: GenServer.call(__MODULE__, :seconds)

  @impl true
  def init(count) do
    Logger.info("counting every #{Application.fetch_env!(:clock, :interval)} ms")
    tick()
    {:ok, count}
  end

  @impl true
  def handle_call(:seconds, _from, count), do: {:reply, count, count}

  @impl true
  def handle_info(:tick, count) do
    tick()
    {:noreply, count + 1}
  end

  defp tick, do: Process.send_after(self(), :tick, Application.fetch_env!(:clock, :interval))
end
