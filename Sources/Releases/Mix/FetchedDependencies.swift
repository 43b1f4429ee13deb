/// How Mix finds dependencies in a build: as `mix deps.get` left them in the project's `deps` folder.
///
/// Neither Hex nor the checkouts of Git are there, and a build fetches nothing, so their part is taken over: what lies in
/// `deps` is there, and is what the lock file means.
enum FetchedDependencies {
    /// Elixir source, for Elixir 1.15 and newer; see `Mix.SCM`.
    static let source = #"""
        defmodule BMatrix.Fetched do
          @behaviour Mix.SCM

          def fetchable?, do: true
          def format(options), do: Path.relative_to_cwd(options[:dest])
          def format_lock(_options), do: nil
          def checked_out?(options), do: File.dir?(options[:dest])
          def lock_status(_options), do: :ok
          def equal?(one, other), do: one[:dest] == other[:dest]
          def checkout(options), do: Mix.raise("#{format(options)} is not there")
          def update(options), do: checkout(options)

          def accepts_options(_app, options) do
            if options[:path] || options[:in_umbrella], do: nil, else: subfolder(options)
          end

          # Part of a Git repository may be the dependency.
          defp subfolder(options) do
            case options[:sparse] || options[:subdir] do
              nil -> options
              folder -> Keyword.update!(options, :dest, &Path.join(&1, folder))
            end
          end

          # Hex packages tell what builds them, others by their files.
          def managers(options) do
            with {:ok, terms} <- :file.consult(Path.join(options[:dest], "hex_metadata.config")),
                 {_, tools} <- List.keyfind(terms, "build_tools", 0) do
              for tool <- tools, tool in ["mix", "rebar3", "rebar", "make"], do: manager(tool)
            else
              _ -> []
            end
          end

          defp manager("rebar"), do: :rebar3
          defp manager(tool), do: String.to_atom(tool)
        end

        Mix.SCM.prepend(BMatrix.Fetched)

        """#
}
