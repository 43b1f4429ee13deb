import Config

# Read when the service starts, on the machine where it runs. A port given as an argument goes first.
config :test_daemon, port: String.to_integer(System.get_env("PORT", "4040"))
