package import Host
package import SystemPackage

/// The Erlang module that bmatrix adds to every artifact: it hands the arguments over and settles how the program ends.
package enum EntryModule {
    /// The module's name.
    static let name = "bmatrix_entry"
    /// The compiled module's file.
    package static let file = "bmatrix_entry.beam"
    /// Its application folder below `lib`.
    static let folder = "bmatrix"

    /// Raised when the same source would give another module.
    package static let recipe = "entry-2"

    /// Erlang source, for OTP 25 and newer.
    package static let source = #"""
        -module(bmatrix_entry).
        -export([boot/0, main/1, signals/0]).

        %% Called by the boot script before the first application of the project starts.
        boot() ->
            signals(),
            case erlang:function_exported('Elixir.System', argv, 1) orelse code:ensure_loaded('Elixir.System') of
                {error, _} -> ok;
                _ -> 'Elixir.System':argv(arguments())
            end.

        %% A command dies of SIGTERM as any other program does. A program that wants to clean up sets its own handler;
        %% services and terminal programs keep the VM's, which stops their applications in order. Windows has no signals.
        signals() ->
            case {os:type(), init:get_argument(bmatrix_mode)} of
                {{unix, _}, {ok, [[Mode] | _]}} when Mode =:= "cli"; Mode =:= "escript" -> os:set_signal(sigterm, default);
                _ -> ok
            end.

        %% Started by -s with the module whose main/1 is the program.
        main([Module]) ->
            _ = case atom_to_list(Module) of
                "Elixir." ++ _ -> 'Elixir.Kernel.CLI':run(fun(_) -> Module:main(arguments()) end);
                _ -> erlang_main(Module)
            end,
            erlang:halt(0).

        erlang_main(Module) ->
            try
                Module:main(init:get_plain_arguments())
            catch
                Class:Reason:Stack ->
                    io:put_chars(standard_error, erl_error:format_exception(Class, Reason, Stack)),
                    io:nl(standard_error),
                    erlang:halt(1)
            end.

        arguments() ->
            [unicode:characters_to_binary(Argument) || Argument <- init:get_plain_arguments()].

        """#

    /// Compiles the module with an OTP into `folder` as `bmatrix_entry.beam`.
    package static func compile(
        otp: FilePath, into folder: FilePath, processes: Processes, disk: Disk
    ) async throws(ReleaseError) -> FilePath {
        let source = folder.appending("\(name).erl")
        let log = folder.appending("erlc.log")
        do throws(DiskError) { try disk.write(Self.source, to: source) } catch { throw .disk(error) }
        let command = Command(
            executable: otp.appending("bin/erlc"),
            arguments: ["+deterministic", "-o", folder.string, source.string],
            environment: environment(otp: otp, home: folder),
            folder: folder, stdin: .none, stdout: log, stderr: nil, timeout: .seconds(60), grace: .seconds(2))
        let ending: Ending
        do throws(ProcessError) { ending = try await processes.run(command) } catch {
            throw .badOutput(what: "erlc of the runtime", detail: error.message)
        }
        let module = folder.appending(file)
        guard ending.status == .exited(0), disk.kind(of: module) == .file else {
            let text = LogTail.lines(of: log, disk: disk).joined(separator: " ")
            throw .badOutput(what: "erlc of the runtime", detail: "it did not compile the entry module: \(text)")
        }
        return module
    }

    /// Told by its name where `erl` is: erlc of OTP 27 and older takes a path with a blank for two words.
    private static func environment(otp: FilePath, home: FilePath) -> [String: String] {
        let path = "\(otp.appending("bin")):/usr/bin:/bin"
        return ["PATH": path, "HOME": home.string, "LANG": "C.UTF-8", "ERLC_EMULATOR": "erl"]
    }
}
