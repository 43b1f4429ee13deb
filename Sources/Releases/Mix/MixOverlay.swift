/// The project file that Mix is given in place of the app's own (by `MIX_EXS`): it loads the app's `mix.exs` and changes only
/// where results go and what a release leaves out, so that neither the project nor its folder has to change.
enum MixOverlay {
    /// The variables through which the overlay is told what to do.
    enum Variable {
        static let project = "BMATRIX_PROJECT"
        static let output = "BMATRIX_OUTPUT"
        static let release = "BMATRIX_RELEASE"
    }

    /// Elixir source, for Elixir 1.15 and newer.
    static let source = FetchedDependencies.source + project

    private static let project = #"""
        Code.compile_file(System.fetch_env!("BMATRIX_PROJECT"))
        original = Mix.Project.get!()
        Mix.Project.pop()

        defmodule BMatrix.Overlay do
          @original original

          def project do
            project = @original.project()
            output = System.fetch_env!("BMATRIX_OUTPUT")
            {name, release} = release(project)
            facts(output, project, name, release)

            project
            |> Keyword.put(:releases, [{name, overlay(release, output)}])
            |> Keyword.put(:default_release, name)
            |> Keyword.update(:escript, nil, &(&1 && Keyword.put(&1, :path, Path.join(output, "escript"))))
          end

          def application, do: call(:application, [])
          def cli, do: call(:cli, [])

          defp call(function, default) do
            if function_exported?(@original, function, 0), do: apply(@original, function, []), else: default
          end

          defp release(project) do
            releases = project[:releases] || []
            wanted = System.get_env("BMATRIX_RELEASE") || to_string(project[:default_release] || "")

            case {releases, Enum.find(releases, fn {name, _} -> to_string(name) == wanted end)} do
              {_, {name, options}} -> {name, options(options)}
              {[], nil} when wanted == "" -> {project[:app] || :release, []}
              {[{name, options}], nil} when wanted == "" -> {name, options(options)}
              {_, nil} -> Mix.raise("No such release: #{inspect(wanted)}; mix.exs defines #{inspect(Keyword.keys(releases))}")
            end
          end

          defp options(options) when is_function(options, 0), do: options.()
          defp options(options), do: options

          defp overlay(release, output) do
            steps = for step <- Keyword.get(release, :steps, [:assemble]), step != :tar, do: step
            steps = steps ++ [&version(&1, output)]

            Keyword.merge(release,
              path: Path.join(output, "release"),
              include_erts: false,
              include_executables_for: [],
              strip_beams: false,
              overwrite: true,
              quiet: true,
              steps: steps
            )
          end

          # An umbrella has no version of its own, its release has.
          defp version(release, output) do
            path = Path.join(output, "facts")
            facts = String.replace(File.read!(path), "\nversion=\n", "\nversion=#{release.version}\n")
            File.write!(path, facts)
            release
          end

          # What the packer needs to know, one fact a line.
          defp facts(output, project, name, release) do
            keep =
              case Keyword.get(release, :strip_beams, true) do
                false -> "all"
                true -> ""
                options -> Enum.join(Keyword.get(options, :keep, []), ",")
              end

            File.mkdir_p!(output)

            File.write!(Path.join(output, "facts"), """
            app=#{project[:app] || name}
            version=#{project[:version]}
            release=#{name}
            keep=#{keep}
            escript=#{(project[:escript] || [])[:name] || project[:app]}
            """)
          end

          use Mix.Project
        end

        """#
}
