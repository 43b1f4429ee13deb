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
    package static let recipe = "entry-4"

    /// Erlang source, for OTP 25 and newer.
    package static let source = #"""
        -module(bmatrix_entry).
        -export([boot/0, main/1, escript/1, ready/1, rpc/0, evaluate/1, start/0]).

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

        %% Started by -s with the main module of an escript, whose archive lies here in folders: does what escript(1) does.
        escript([Module]) ->
            signals(),
            process_flag(trap_exit, false),
            try
                [_Script | Arguments] = init:get_plain_arguments(),
                Module:main(Arguments)
            of
                _ -> erlang:halt(0)
            catch
                Class:Reason:Stack ->
                    Own = fun(Name, _, _) -> Name =:= ?MODULE end,
                    Term = fun(Value, Indent) -> io_lib:format("~." ++ integer_to_list(Indent) ++ "tP", [Value, 50]) end,
                    Options = #{stack_trim_fun => Own, format_fun => Term},
                    io:put_chars(standard_error, ["escript: ", erl_error:format_exception(Class, Reason, Stack, Options), $\n]),
                    erlang:halt(127)
            end.

        %% Called by the boot script in the end: tells whoever started a service that it is ready, if all applications run that
        %% must. One that has failed does not stop the script; the system ends a moment later.
        ready(Wanted) ->
            Running = try [Name || {Name, _, _} <- application:which_applications()] catch _:_ -> [] end,
            _ = [tell() || Wanted -- Running =:= []],
            ok.

        %% The file is the launcher's, the socket systemd's. Neither may keep the program from running.
        tell() ->
            _ = case os:getenv("BMATRIX_READY_FILE") of
                false -> ok;
                File -> os:unsetenv("BMATRIX_READY_FILE"), file:write_file(File, [os:getpid(), $\n], [exclusive])
            end,
            case os:getenv("NOTIFY_SOCKET") of
                Socket when is_list(Socket), Socket =/= "" -> catch notify(Socket);
                _ -> ok
            end.

        notify(Socket) ->
            Address = case Socket of
                [$@ | Abstract] -> [0 | Abstract];
                _ -> Socket
            end,
            {ok, Port} = gen_udp:open(0, [local]),
            ok = gen_udp:send(Port, {local, Address}, 0, <<"READY=1\n">>),
            gen_udp:close(Port).

        %% The program of bmx:rpc: has the expression evaluated by the service and prints its value.
        rpc() ->
            [Expression] = arguments(),
            {Device, Text, Status} = case ask(evaluate, [Expression], bmatrix_entry) of
                {ok, Value} -> {standard_io, [Value, $\n], 0};
                {error, Exception} -> {standard_error, [Exception, $\n], 1};
                _ -> silence()
            end,
            io:put_chars(Device, Text),
            init:stop(Status).

        %% Called by -user in the program of bmx:remote: serves the terminal with a shell of the service, Elixir's if that has it.
        start() ->
            case ask(ensure_loaded, ['Elixir.IEx'], code) of
                {module, _} -> elixir_shell();
                {error, _} -> user_drv:start();
                _ ->
                    {Device, Text, Status} = silence(),
                    io:put_chars(Device, Text),
                    erlang:halt(Status)
            end.

        %% As elixir:start/0 does it, but that the end of input ends the shell, and not the service it is in.
        elixir_shell() ->
            case code:ensure_loaded(prim_tty) of
                {error, _} -> elixir:start();
                _ ->
                    {remote, Node, {iex, start, [Options, Call]}} = iex:shell(),
                    Kept = lists:keystore(on_eof, 1, Options, {on_eof, stop_evaluator}),
                    user_drv:start(#{initial_shell => {remote, Node, {iex, start, [Kept, Call]}}})
            end.

        ask(Function, Arguments, Module) ->
            Node = service(),
            net_kernel:connect_node(Node) andalso rpc:call(Node, Module, Function, Arguments).

        silence() ->
            {standard_error, io_lib:format("bmatrix: the node ~ts does not answer~n", [service()]), 116}.

        %% The service's node.
        service() ->
            {ok, [[Name]]} = init:get_argument(bmatrix_node),
            list_to_atom(case lists:member($@, Name) of
                true -> Name;
                false ->
                    {ok, Host} = inet:gethostname(),
                    Name ++ "@" ++ Host
            end).

        evaluate(Expression) ->
            try
                case code:ensure_loaded('Elixir.Code') of
                    {module, _} ->
                        {Value, _} = 'Elixir.Code':eval_string(Expression),
                        {ok, 'Elixir.Kernel':inspect(Value)};
                    _ ->
                        {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(Expression) ++ "."),
                        {ok, Forms} = erl_parse:parse_exprs(Tokens),
                        {value, Value, _} = erl_eval:exprs(Forms, []),
                        {ok, io_lib:format("~tp", [Value])}
                end
            catch
                Class:Reason:Stack -> {error, format(Class, Reason, Stack)}
            end.

        format(Class, Reason, Stack) ->
            case code:ensure_loaded('Elixir.Exception') of
                {module, Module} -> Module:format(Class, Reason, Stack);
                _ -> erl_error:format_exception(Class, Reason, Stack)
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
