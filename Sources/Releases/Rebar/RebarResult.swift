/// What is done with the result of rebar3, so that it looks like that of Mix: a release holds its own applications only, and
/// its boot script finds them below `$RELEASE_LIB` and those of OTP below `$ROOT`.
enum RebarResult {
    /// An escript, for OTP 25 and newer: `escript FOLDER OUTPUT` or `release FOLDER OUTPUT`.
    static let source = #"""
        #!/usr/bin/env escript
        %% coding: utf-8
        -mode(compile).

        main([Format, Folder, Output]) ->
            try
                case Format of
                    "escript" -> escript(Folder, Output);
                    "release" -> release(Folder, Output)
                end
            catch
                throw:{say, Text, Values} ->
                    io:format("bmatrix: " ++ Text ++ "~n", Values),
                    halt(1)
            end.

        say(Text, Values) -> throw({say, Text, Values}).

        escript(Folder, Output) ->
            case [Name || Name <- list(Folder), filename:extension(Name) =/= ".cmd"] of
                [Name] -> escript(Folder, Name, Output);
                [] -> say("rebar3 escriptize left no escript", []);
                Names -> say("rebar3 escriptize left several escripts: ~ts", [lists:join(", ", Names)])
            end.

        escript(Folder, Name, Output) ->
            File = filename:join(Folder, Name),
            {ok, Sections} = escript:extract(File, []),
            {ok, Files} = zip:unzip(proplists:get_value(archive, Sections), [memory]),
            Main = main_module(proplists:get_value(emu_args, Sections), Name) ++ ".beam",
            Ebin = hd([filename:dirname(Path) || {Path, _} <- Files, filename:basename(Path) =:= Main] ++ [""]),
            Resources = [Content || {Path, Content} <- Files, filename:extension(Path) =:= ".app",
                                    filename:dirname(Path) =:= Ebin],
            {App, Version} = application(Resources, Name),
            {ok, _} = file:copy(File, filename:join(Output, "escript")),
            facts(Output, App, Version, App, Name).

        main_module(undefined, Name) -> Name;
        main_module(Arguments, Name) ->
            case string:lexemes(Arguments, " \t\n") of
                Words -> after_main(Words, Name)
            end.

        after_main(["-escript", "main", Module | _], _) -> Module;
        after_main([_ | Rest], Name) -> after_main(Rest, Name);
        after_main([], Name) -> Name.

        application([Content | _], _) ->
            {ok, Tokens, _} = erl_scan:string(unicode:characters_to_list(Content)),
            {ok, {application, App, Keys}} = erl_parse:parse_term(Tokens),
            {atom_to_list(App), proplists:get_value(vsn, Keys, "0")};
        application([], Name) ->
            say("the escript ~ts does not hold the application of its main module", [Name]).

        release(Folder, Output) ->
            Root = case list(Folder) of
                [Name] -> filename:join(Folder, Name);
                _ -> say("rebar3 release left not one release", [])
            end,
            {ok, Start} = file:read_file(filename:join(Root, "releases/start_erl.data")),
            [_, Version] = string:lexemes(unicode:characters_to_list(Start), " \r\n"),
            Releases = filename:join([Root, "releases", Version]),
            [File | _] = filelib:wildcard(filename:join(Releases, "*.rel")),
            {ok, [{release, {RelName, Version}, _, Apps}]} = file:consult(File),
            [settled(filename:join(Releases, Name)) || Name <- ["sys.config.src", "vm.args.src"]],
            New = filename:join(Output, "release"),
            Own = [Dir || Dir <- [directory(App) || App <- Apps], not is_of_otp(Dir)],
            [copy(filename:join([Root, "lib", Dir]), filename:join([New, "lib", Dir]), ["src", "include", ".rebar3"])
                || Dir <- Own],
            copy(Root, New, ["lib", "bin", "releases" | [N || "erts-" ++ _ = N <- list(Root)]]),
            copy(filename:join(Root, "bin"), filename:join(New, "bin"), scripts(RelName)),
            Settings = filename:join([New, "releases", Version]),
            copy(Releases, Settings, [filename:basename(File), "start.script", "start.boot", "start_clean.boot",
                                      "start_clean.script", "no_dot_erlang.boot", "no_dot_erlang.script"]),
            nameless(filename:join(Settings, "vm.args")),
            ok = filelib:ensure_dir(filename:join(Settings, "x")),
            {ok, _} = file:copy(filename:join(Root, "releases/start_erl.data"),
                                filename:join(New, "releases/start_erl.data")),
            boot(File, New, Own, Settings),
            facts(Output, RelName, Version, RelName, RelName).

        %% What is to be filled in when the release starts is as it is if there is nothing to fill in.
        settled(File) ->
            case file:read_file(File) of
                {ok, Text} ->
                    Name = filename:basename(File),
                    binary:match(Text, <<"${">>) =:= nomatch
                        orelse say("~ts takes variables when the release starts, which a packed one cannot", [Name]),
                    ok = file:rename(File, filename:rootname(File));
                {error, enoent} -> ok
            end.

        directory(App) -> atom_to_list(element(1, App)) ++ "-" ++ element(2, App).

        is_of_otp(Directory) -> filelib:is_dir(filename:join(code:lib_dir(), Directory)).

        %% What relx puts beside the programs of a project.
        scripts(Name) ->
            [Name, "nodetool", "install_upgrade.escript", "start_clean.boot", "no_dot_erlang.boot", "hooks"].

        boot(File, New, Own, Settings) ->
            Lib = filename:join(New, "lib"),
            Paths = [filename:join([Lib, Dir, "ebin"]) || Dir <- Own]
                ++ filelib:wildcard(filename:join(code:lib_dir(), "*/ebin")),
            case systools:make_script(filename:rootname(File), [silent, no_module_tests, no_warn_sasl, {path, Paths},
                                      {variables, [{"RELEASE_LIB", Lib}]}, {outdir, Settings}]) of
                {ok, Module, _} -> Module;
                {error, Module, Reason} -> say("no boot script: ~ts", [Module:format_error(Reason)])
            end,
            Base = filename:basename(File, ".rel"),
            ok = file:rename(filename:join(Settings, Base ++ ".boot"), filename:join(Settings, "start.boot~")),
            ok = file:rename(filename:join(Settings, "start.boot~"), filename:join(Settings, "start.boot")),
            file:delete(filename:join(Settings, Base ++ ".script")).

        %% A packed program is not a node of a cluster unless it is asked to be: two of them would be in each other's way.
        nameless(File) ->
            case file:read_file(File) of
                {ok, Text} ->
                    Lines = string:split(unicode:characters_to_list(Text), "\n", all),
                    Kept = [Line || Line <- Lines, not names(string:trim(Line))],
                    ok = file:write_file(File, unicode:characters_to_binary(lists:join("\n", Kept)));
                {error, enoent} -> ok
            end.

        names(Line) ->
            lists:any(fun(Flag) -> Line =:= Flag orelse string:prefix(Line, Flag ++ " ") =/= nomatch end,
                      ["-name", "-sname", "-setcookie"]).

        facts(Output, App, Version, Release, Escript) ->
            Text = io_lib:format("app=~ts~nversion=~ts~nrelease=~ts~nkeep=~nescript=~ts~n",
                                 [App, Version, Release, Escript]),
            ok = file:write_file(filename:join(Output, "facts"), unicode:characters_to_binary(Text)).

        %% What links of a development release lead to is copied as well; rebar3 makes some that lead nowhere.
        copy(From, To, Left) ->
            [copy_one(filename:join(From, Name), filename:join(To, Name)) || Name <- list(From) -- Left],
            ok.

        copy_one(From, To) ->
            case file:read_file_info(From) of
                {ok, Info} when element(3, Info) =:= directory -> copy(From, To, []);
                {ok, Info} ->
                    ok = filelib:ensure_dir(To),
                    {ok, _} = file:copy(From, To),
                    ok = file:change_mode(To, element(8, Info) band 8#777);
                {error, enoent} -> ok
            end.

        list(Folder) ->
            case file:list_dir(Folder) of
                {ok, Names} -> lists:sort(Names);
                {error, _} -> []
            end.

        """#
}
