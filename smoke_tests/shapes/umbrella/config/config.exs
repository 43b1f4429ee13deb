import Config

config :shop_core, currency: "EUR"
