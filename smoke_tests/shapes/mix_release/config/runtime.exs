import Config

if interval = System.get_env("CLOCK_INTERVAL"), do: config(:clock, interval: String.to_integer(interval))
