defmodule TestEscript.MixProject do
  use Mix.Project

  def project do
    [
      app: :test_escript,
      version: "0.4.0",
      elixir: "~> 1.15",
      deps: [],
      escript: escript()
    ]
  end

  def application do
    [extra_applications: [:crypto]]
  end

  # Standard input is read before any code of this project runs: the runtime has to be told this
  # early to hand its bytes over as they are instead of decoding them as text.
  defp escript do
    [main_module: TestEscript, emu_args: "-kernel standard_io_encoding latin1"]
  end
end
