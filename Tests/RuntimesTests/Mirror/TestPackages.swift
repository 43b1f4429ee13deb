import Matrix

@testable import Runtimes

/// What the packages of the tests' mirror hold.
struct TestPackages {
    typealias Entry = (path: String, content: TestArchive.Content)

    private let settings: TestMirror.Settings
    private let architecture: Architecture

    init(_ settings: TestMirror.Settings, _ architecture: Architecture = .x86_64) {
        self.settings = settings
        self.architecture = architecture
    }

    private static let program = TestArchive.Content.file("no ELF file", mode: 0o755)
    private var libraries: String { "./usr/lib/\(architecture.debianTriplet)" }
    private var loader: String { architecture == .x86_64 ? "ld-linux-x86-64.so.2" : "ld-linux-aarch64.so.1" }

    var all: [(name: String, version: String, entries: [Entry])] {
        let version = "1:\(settings.otp)+dfsg-1"
        var all = DebianRecipe.requiredErlang.filter { $0 != "erlang-base" }.map { name in
            (name, version, [Entry("./usr/lib/erlang/lib/\(name)-1.0/ebin/\(name).beam", .file(name))])
        }
        all.append(("erlang-base", version, base))
        all.append(("libc6", "2.41-12", library))
        all.append(
            (
                "rebar3", "3.24.0-1",
                [("./usr/bin/rebar3", .file("#!/usr/bin/env escript\n", mode: 0o755)), ("./usr/share/x", .file(""))]
            )
        )
        all.append(
            (
                "erlang-hex", "2.0.6-2",
                [
                    ("./usr/lib/elixir/lib/hex/.elixir", .file("~> 1.5")),
                    ("./usr/lib/elixir/lib/hex/ebin/hex.app", .file("{application,hex,[]}.")),
                ]
            ))
        if let elixir = settings.elixir { all.append(("elixir", "\(elixir).dfsg-1", self.elixir(elixir))) }
        return all
    }

    /// The files of an installed Erlang and Elixir, in folders of these names.
    var installation: [Entry] {
        let prefix = "./usr/lib/"
        return all.flatMap(\.entries).filter {
            $0.path.hasPrefix("\(prefix)erlang/") || $0.path.hasPrefix("\(prefix)elixir/")
        }.map { (String($0.path.dropFirst(prefix.count)), $0.content) }
    }

    private var base: [Entry] {
        let erlang = "./usr/lib/erlang"
        let major = settings.otp.prefix { $0 != "." }
        let programs = ["beam.smp", "erl", "erlexec", "epmd", "start"].flatMap { name -> [Entry] in
            [("\(erlang)/erts-15.2/bin/\(name)", .bytes(settings.program, mode: 0o755))]
        }
        return programs + [
            ("./usr/bin/erl", .symbolicLink("../lib/erlang/bin/erl")), ("\(erlang)/bin/erl", Self.program),
            ("\(erlang)/bin/epmd", Self.program), ("\(erlang)/bin/start_clean.boot", .file("boot")),
            ("\(erlang)/lib/kernel-10.2/ebin/kernel.app", .file("app")),
            ("\(erlang)/lib/stdlib-6.2/ebin/stdlib.app", .file("app")),
            ("\(erlang)/releases/RELEASES", .file("/usr/lib/erlang")),
            ("\(erlang)/releases/\(major)/OTP_VERSION", .file("\(settings.otp)\n")),
        ]
    }

    private var library: [Entry] {
        let names =
            DebianRecipe.bundled.filter { $0 != "libz.so.1" }.sorted() + [loader, "libutil.so.1"]
        return names.map { name -> Entry in ("\(libraries)/\(name)", .file(name, mode: 0o755)) } + [
            ("\(libraries)/libz.so.1", .symbolicLink("libz.so.1.3")),
            ("\(libraries)/libz.so.1.3", .file("libz")), ("\(libraries)/gconv/X.so", .file("gconv")),
            ("./usr/lib64/\(loader)", .symbolicLink("../lib/\(architecture.debianTriplet)/\(loader)")),
        ]
    }

    private func elixir(_ version: String) -> [Entry] {
        [
            ("./usr/lib/elixir/bin/elixir", Self.program), ("./usr/lib/elixir/bin/mix", Self.program),
            (
                "./usr/lib/elixir/lib/elixir/ebin/elixir.app",
                .file("{application,elixir,[{description,\"elixir\"},{vsn,\"\(version)\"}]}.")
            ),
        ]
    }
}
