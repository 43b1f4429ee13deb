defmodule TestTui.MixProject do
  use Mix.Project

  def project do
    [
      app: :test_tui,
      version: "0.9.0",
      elixir: "~> 1.15",
      start_permanent: Mix.env() == :prod,
      # The functions of prim_tty and user_drv are the runtime's own, and differ between its releases.
      elixirc_options: [no_warn_undefined: [:prim_tty, :shell]],
      deps: [],
      releases: [test_tui: [include_executables_for: [:unix]]]
    ]
  end

  def application do
    [mod: {TestTui.Application, []}]
  end
end
