defmodule ShopWeb.Application do
  @moduledoc "Stays up, as a server would."
  use Application
  require Logger

  @impl true
  def start(_type, _arguments) do
    Logger.info("selling at #{ShopCore.price(250)}")
    Supervisor.start_link([], strategy: :one_for_one)
  end
end
