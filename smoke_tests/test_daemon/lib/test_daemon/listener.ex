defmodule TestDaemon.Listener do
  @moduledoc """
  Accepts connections on the loopback interface and sends back what each of them says.
  """

  use GenServer, shutdown: 2_000

  require Logger

  @doc "Listens on the TCP port `:port`; 0 takes a free one."
  def start_link(options), do: GenServer.start_link(__MODULE__, options, name: __MODULE__)

  @impl true
  def init(options) do
    settings = [:binary, active: false, reuseaddr: true, ip: {127, 0, 0, 1}]

    case :gen_tcp.listen(Keyword.fetch!(options, :port), settings) do
      {:ok, socket} -> {:ok, socket, {:continue, :accept}}
      {:error, reason} -> {:stop, {:listen, :inet.format_error(reason)}}
    end
  end

  @impl true
  def handle_continue(:accept, socket) do
    {:ok, port} = :inet.port(socket)
    {:ok, _pid} = Task.Supervisor.start_child(TestDaemon.Connections, fn -> accept(socket) end)
    Logger.info("ready on port #{port}")
    {:noreply, socket}
  end

  defp accept(listener) do
    case :gen_tcp.accept(listener) do
      {:ok, socket} ->
        {:ok, pid} = Task.Supervisor.start_child(TestDaemon.Connections, fn -> serve(socket) end)
        # A caller who has gone already has ended the process, and there is nothing to hand over.
        _ = :gen_tcp.controlling_process(socket, pid)
        accept(listener)

      {:error, :closed} ->
        :ok
    end
  end

  defp serve(socket) do
    with {:ok, data} <- :gen_tcp.recv(socket, 0),
         :ok <- :gen_tcp.send(socket, data) do
      serve(socket)
    end
  end
end
