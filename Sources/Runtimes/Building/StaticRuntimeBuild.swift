import Digest
package import Host
package import Matrix
import SystemPackage

/// Makes a runtime for targets with musl: the emulator and its programs from source, linked statically, and the bytecode of a
/// runtime of the same OTP that a source has.
package struct StaticRuntimeBuild: Sendable {
    /// Goes up when the same sources would give another runtime.
    private static let version = "1"

    private let request: StaticRuntimeRequest
    private let target: Target
    private let base: RuntimeOffer
    private let catalog: Catalog
    private let processes: Processes
    private let watch: BuildWatch

    /// - Parameters:
    ///   - base: The runtime of this machine whose bytecode it gets.
    ///   - target: A target with musl and this machine's processor.
    package init(
        _ request: StaticRuntimeRequest, base: RuntimeOffer, target: Target, catalog: Catalog, processes: Processes,
        watch: BuildWatch
    ) throws(RuntimesError) {
        guard target.operatingSystem == .linux, target.libc == .musl, target.architecture == base.platform.architecture
        else { throw .notBuilt(target, base.platform) }
        self.request = request
        self.target = target
        self.base = base
        self.catalog = catalog
        self.processes = processes
        self.watch = watch
    }

    private var context: RuntimesContext { catalog.context }

    /// The runtime, from the store or made now, and what its build wrote is in `logs`.
    package func make() async throws(RuntimesError) -> Runtime {
        do {
            try CompilerTools.check(patching: request.source == .debian)
            let otp = try await source("erlang", request.source)
            let openssl: SourceTree? =
                if let origin = request.openssl { try await source("openssl", origin) } else { nil }
            let bytecode = try await catalog.runtime(for: base)
            let key = try key(otp, openssl, bytecode)
            let entry = try await context.store.entry(.runtimes, key) { folder in
                try await build(otp, openssl, bytecode, in: folder)
            }
            return try Runtime(entry, key: key)
        } catch { throw RuntimesError(error) }
    }

    /// Where the logs of this build are.
    private var logs: FilePath {
        context.store.root.appending("\(Store.Kind.logs.rawValue)/otp-\(base.otp)-\(target)")
    }

    private func source(_ package: String, _ origin: SourceOrigin) async throws -> SourceTree {
        switch origin {
        case .path(let path): return try await SourceTree(path)
        case .debian:
            guard case .debian(let offer) = base.recipe else { throw RuntimesError.noSuite(base) }
            // Who is trusted for the packages is trusted for their source, and nobody else.
            let trusted = catalog.sources.lazy.compactMap { $0 as? DebianSource }.first {
                $0.suites.contains(offer.suite)
            }
            guard let trusted else { throw RuntimesError.noSuite(base) }
            let suite = DebianSuite(
                source: trusted, mirror: offer.mirror, name: offer.suite, architecture: target.architecture,
                isHost: true, context: context)
            // Programs and bytecode know each other's insides: they have to be of one source, patches and all.
            let version = package == "erlang" ? offer.selection.version(of: "erlang-base") : nil
            return try await SourceTree(
                try await DebianSources(suite: suite).package(package, version: version), from: suite)
        }
    }

    private func key(_ otp: SourceTree, _ openssl: SourceTree?, _ bytecode: Runtime) throws -> String {
        let parts = [
            "static runtime \(Self.version)", target.architecture.rawValue, "\(otp.digest)",
            openssl.map { "\($0.digest)" } ?? "without OpenSSL", EmulatorRecipe.flags.joined(separator: " "),
            OpenSSLRecipe.flags.joined(separator: " "), bytecode.key, try CompilerTools.identity(),
        ]
        return SHA256.digest(of: parts.joined(separator: "\n")).hex
    }

    private func build(
        _ otp: SourceTree, _ openssl: SourceTree?, _ bytecode: Runtime, in folder: FilePath
    ) async throws {
        let work = folder.appending(".work")
        guard work.string.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"'\"$`\\:;#&*?".utf8.contains($0) }) else {
            throw RuntimesError.unusablePath(work)
        }
        let disk = Disk()
        try disk.removeTree(logs)
        for path in [logs, work] { try disk.makeFolder(path) }
        try CompilerWrappers(work: work).write()
        let steps = CompilerSteps(work: work, logs: logs, processes: processes, watch: watch)
        let library = OpenSSLRecipe(architecture: target.architecture, jobs: request.jobs, work: work)
        let emulator = EmulatorRecipe(
            architecture: target.architecture, jobs: request.jobs, work: work,
            openssl: openssl == nil ? nil : library.folder)
        var all: [CompilerStep] = []
        if let openssl {
            _ = try await Blocking.run { Result { try openssl.lay(out: library.folder) } }.get()
            for (number, step) in library.steps.enumerated() { try await steps.run(step, number: number + 1) }
            try library.finish()
            all = library.steps
        }
        let patches = try await Blocking.run { Result { try otp.lay(out: emulator.folder) } }.get()
        try checkVersion(of: emulator.folder)
        for step in emulator.steps(patches: patches) {
            all.append(step)
            try await steps.run(step, number: all.count)
        }
        try await strip(emulator.programs, steps, number: all.count + 1)
        let layout = StaticLayout(base: bytecode.root, programs: emulator.programs, hasCrypto: openssl != nil)
        try await Blocking.run { Result { try layout.apply(to: folder) } }.get()
        // It sees all of the runtime, where the steps before see no more than what they work on.
        let trial = CompilerSteps(work: folder, logs: logs, processes: processes, watch: watch)
        try await probe(folder, trial, number: all.count + 2, hasCrypto: openssl != nil)
        try disk.removeTree(work)
        try BuiltRuntime(
            otp: base.otp, platform: Platform(.linux, target.architecture, .musl), source: otp.name,
            openssl: openssl?.name
        ).write(to: folder)
    }

    private func checkVersion(of folder: FilePath) throws {
        let text = try Disk().readText(folder.appending("OTP_VERSION"), limit: 1 << 10)
        let found = text.prefix { !$0.isWhitespace && $0 != "*" }
        guard found == base.otp.text else { throw RuntimesError.otherSource(String(found), base) }
    }

    private func strip(_ programs: FilePath, _ steps: CompilerSteps, number: Int) async throws {
        let disk = Disk()
        let files = try disk.list(programs).map { programs.appending($0) }.filter { path in
            guard let mark = try? disk.bytes(of: path, count: 4) else { return false }
            return mark == [0x7F, 0x45, 0x4C, 0x46]
        }
        let step = CompilerStep(
            stage: "stripping programs", program: "strip", arguments: files.map(\.string), folder: programs)
        try await steps.run(step, number: number)
    }

    /// What cannot even start must not get into the store.
    private func probe(_ folder: FilePath, _ steps: CompilerSteps, number: Int, hasCrypto: Bool) async throws {
        let check = hasCrypto ? "_ = crypto:hash(sha256, <<>>)" : "ok"
        let code = "\(check), io:format(\"~s~n\", [erlang:system_info(otp_release)]), halt(0)."
        let step = CompilerStep(
            stage: "trying the runtime", program: folder.appending("bin/erl").string,
            arguments: ["-noshell", "-eval", code], folder: folder.appending(".work"))
        try await steps.run(step, number: number)
    }
}

extension RuntimesError {
    fileprivate static func notBuilt(_ target: Target, _ host: Platform) -> RuntimesError {
        RuntimesError(
            "runtimes.not-buildable",
            "runtimes are built for musl and \(host.architecture.rawValue) here, not for \(target)",
            hint:
                "name a target such as alpine_3_19_\(host.architecture.rawValue), or build on a machine of the other kind"
        )
    }

    fileprivate static func noSuite(_ base: RuntimeOffer) -> RuntimesError {
        RuntimesError(
            "runtimes.no-sources", "the bytecode comes from \(base), which names no source package",
            hint: "name archives or folders with --source (and --openssl), or take the bytecode from `debian`")
    }

    fileprivate static func unusablePath(_ path: FilePath) -> RuntimesError {
        RuntimesError(
            "runtimes.build-path", "OTP cannot be compiled in \(path): make and configure stumble over its name",
            hint: "set BMATRIX_CACHE to a path of plain letters and digits", isInfrastructure: true)
    }

    fileprivate static func otherSource(_ found: String, _ base: RuntimeOffer) -> RuntimesError {
        RuntimesError(
            "runtimes.version-mismatch", "the source is of Erlang/OTP \(found), the bytecode of \(base)",
            hint: "ask for OTP \(found), or name the source of \(base.otp)")
    }
}
