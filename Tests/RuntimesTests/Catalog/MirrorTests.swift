import FoundationEssentials
import Host
import Matrix
import Runtimes
import SystemPackage
import Testing

/// The whole way over the mirror of this host's own apt: set BMATRIX_TEST_MIRROR=1 to have it done.
///
/// BMATRIX_TEST_CACHE may name a store to keep between runs.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["BMATRIX_TEST_MIRROR"] == "1"))
struct MirrorTests {
    @Test("a suite's Erlang and Elixir run, moved and in an empty environment", arguments: DebianSource.defaultSuites)
    func suite(name: String) async throws {
        try await withTemporaryFolder { folder in
            let cache = ProcessInfo.processInfo.environment["BMATRIX_TEST_CACHE"].map { FilePath($0) }
            let store = try Store(root: cache ?? folder.appending("cache"))
            let catalog = Catalog(
                sources: [DebianSource(suites: [name])],
                context: RuntimesContext(store: store, notify: { print($0) }))
            let offer = try #require(try await timed("offers") { try await catalog.offers(for: .any).runtimes.first })
            _ = try await timed("offers again") { try await catalog.offers(for: .any) }
            let runtime = try await timed("runtime \(offer)") { try await catalog.runtime(for: offer) }
            let elixir = try await timed("elixir") { try await catalog.elixir(for: offer) }
            #expect(runtime.otp == offer.otp)
            #expect(try await timed("runtime again") { try await catalog.runtime(for: offer).isCached })
            try await probe(runtime, elixir, in: folder)
        }
    }

    private func probe(_ runtime: Runtime, _ elixir: ElixirInstallation, in folder: FilePath) async throws {
        let otp = folder.appending("moved here/otp")
        let moved = folder.appending("moved here/elixir")
        try Disk().copyTree(runtime.root, to: otp)
        try Disk().copyTree(elixir.root, to: moved)
        let script = folder.appending("probe.escript")
        try Disk().write(Array(Self.probe.utf8), to: script, mode: 0o755)
        let report = try await run(otp.appending("bin/escript"), [script.string], [otp, moved], in: folder)
        #expect(report.contains("otp \(runtime.otp.major)"), "\(report)")
        #expect(!report.contains("FAILED"), "\(report)")
        let version = try await run(moved.appending("bin/elixir"), ["--version"], [otp, moved], in: folder)
        #expect(
            version.contains("Elixir \(elixir.version) (compiled with Erlang/OTP \(elixir.otpMajor))"), "\(version)")
    }

    private func run(
        _ program: FilePath, _ arguments: [String], _ roots: [FilePath], in folder: FilePath
    ) async throws -> String {
        let output = folder.appending("output")
        let path = (roots.map { $0.appending("bin").string } + ["/usr/bin", "/bin"]).joined(separator: ":")
        let command = Command(
            executable: program, arguments: arguments,
            environment: ["PATH": path, "HOME": folder.string, "LANG": "C.UTF-8"],
            folder: folder, stdout: output, timeout: .seconds(60))
        let ending = try await Processes.live.run(command)
        let text = try Disk().readText(output)
        #expect(ending.status == .exited(0), "\(text)")
        return text
    }

    private func timed<Value>(_ name: String, _ body: () async throws -> Value) async rethrows -> Value {
        let start = ContinuousClock.now
        let value = try await body()
        print("\(name): \(ContinuousClock.now - start)")
        return value
    }

    private static let probe = #"""
        #!/usr/bin/env escript
        %%! -kernel logger_level error
        check(Name, Fun, Wanted) ->
            try Fun() of
                Wanted -> io:format("~s ok~n", [Name]);
                Other -> io:format("~s FAILED: ~0tp~n", [Name, Other])
            catch Class:Reason -> io:format("~s FAILED: ~0tp~n", [Name, {Class, Reason}]) end.
        main(_) ->
            io:format("otp ~s~n", [erlang:system_info(otp_release)]),
            check("shell", fun() -> os:cmd("echo hi") end, "hi\n"),
            check("clean children", fun() -> os:cmd("env | grep -c '^LD_'") end, "0\n"),
            check("port", fun() ->
                Port = open_port({spawn_executable, "/bin/echo"}, [{args, ["a b", "c"]}, binary]),
                receive {Port, {data, Data}} -> Data after 5000 -> timeout end end, <<"a b c\n">>),
            check("hash", fun() -> binary:part(crypto:hash(sha256, <<"abc">>), 0, 3) end, <<16#ba, 16#78, 16#16>>),
            check("cipher", fun() ->
                {Text, Tag} = crypto:crypto_one_time_aead(aes_256_gcm, <<0:256>>, <<0:96>>, <<"x">>, <<>>, true),
                {byte_size(Text), byte_size(Tag)} end, {1, 16}),
            check("key", fun() -> element(1, public_key:generate_key({namedCurve, secp256r1})) end, 'ECPrivateKey'),
            check("asn1", fun() -> asn1rt_nif:decode_ber_tlv(<<2, 1, 5>>) end, {{2, <<5>>}, <<>>}),
            check("zlib", fun() -> zlib:gunzip(zlib:gzip(<<"abc">>)) end, <<"abc">>),
            check("names", fun() -> element(1, inet_gethost_native:gethostbyname("localhost")) end, ok),
            check("tcp", fun() ->
                {ok, Listener} = gen_tcp:listen(0, [binary, {active, false}, {ip, {127, 0, 0, 1}}]),
                {ok, Port} = inet:port(Listener),
                {ok, Client} = gen_tcp:connect({127, 0, 0, 1}, Port, [binary, {active, false}]),
                {ok, Server} = gen_tcp:accept(Listener),
                gen_tcp:send(Server, <<"ok">>),
                gen_tcp:recv(Client, 2, 5000) end, {ok, <<"ok">>}),
            check("os_mon", fun() ->
                application:load(os_mon),
                application:set_env(os_mon, start_disksup, false),
                {ok, _} = application:ensure_all_started(os_mon),
                is_integer(cpu_sup:nprocs()) end, true),
            check("peer", fun() ->
                {ok, Peer, _} = peer:start_link(#{connection => standard_io}),
                Release = peer:call(Peer, erlang, system_info, [otp_release]),
                peer:stop(Peer),
                Release =:= erlang:system_info(otp_release) end, true),
            check("ssh", fun() -> element(1, application:ensure_all_started(ssh)) end, ok),
            check("epmd", fun() ->
                Epmd = filename:join([code:root_dir(), "bin", "epmd"]),
                lists:prefix("epmd:", os:cmd("'" ++ Epmd ++ "' -port 14369 -names 2>&1")) end, true).
        """#
}
