import Config

config :clock, interval: 1000
