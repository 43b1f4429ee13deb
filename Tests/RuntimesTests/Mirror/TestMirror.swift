import Digest
import Host
import Matrix
import Synchronization
import SystemPackage

@testable import Runtimes

/// A tiny mirror of Debian on the loopback interface, with an Erlang and an Elixir that are whole but do nothing.
final class TestMirror: Sendable {
    struct Settings: Sendable {
        var otp = "27.3.4.1"
        var elixir: String? = "1.18.3"
        var elixirDepends = "erlang-base (>= 1:27.3+dfsg), erlang-crypto (>= 1:27.3+dfsg)"
        var validUntil: String?
        /// Names of packages to leave out.
        var without: Set<String> = []
        var origin = "Debian"
        var hasByHash = true
        /// The processors that the suite has packages for.
        var architectures = [Architecture.x86_64]
        /// What the programs of the runtime are; by default no ELF files at all.
        var program = Array("no ELF file".utf8)
        /// How the Release file is signed.
        var signing = Signing.inRelease
    }

    enum Signing: Sendable {
        case inRelease, detached, none
    }

    /// What signs the Release files.
    let signer: TestSigner
    /// The file of its key.
    let keyring: FilePath
    private let files = Mutex<[String: [UInt8]]>([:])
    private let faults = Mutex<[String: [LoopbackServer.Step]]>([:])
    private let server = Mutex<LoopbackServer?>(nil)

    init(in folder: FilePath, suite: String = "trixie", _ settings: Settings = Settings()) throws {
        signer = try TestSigner()
        keyring = folder.appending("keyring.gpg")
        try Disk().write(signer.keyring, to: keyring)
        try publish(suite, settings, in: folder)
        let started = try LoopbackServer { [weak self] path, _ in
            guard let self else { return LoopbackServer.reply(503) }
            if let fault = faults.withLock({ $0.first { path.contains($0.key) }?.value }) { return fault }
            guard let body = files.withLock({ $0[path] }) else { return LoopbackServer.reply(404) }
            return LoopbackServer.reply(200, body)
        }
        server.withLock { $0 = started }
    }

    var url: String { "\(server.withLock { $0?.url } ?? "")/debian" }

    /// The paths that were asked for.
    var requests: [String] { server.withLock { $0?.requests } ?? [] }

    /// Answers requests whose path contains `part` in another way; nil ends that.
    func fail(_ part: String, _ steps: [LoopbackServer.Step]?) {
        faults.withLock { $0[part] = steps }
    }

    func stop() {
        server.withLock { $0?.stop() }
    }

    /// Puts a suite into the mirror, in place of what it was.
    func publish(_ suite: String, _ settings: Settings, in folder: FilePath) throws {
        var lines: [String] = []
        for architecture in settings.architectures {
            let index = try publishPackages(settings, architecture, in: folder)
            lines.append(try publish(index: index, suite, settings, architecture, in: folder))
        }
        let release = """
            Origin: \(settings.origin)
            Codename: \(suite)
            \(settings.validUntil.map { "Valid-Until: \($0)" } ?? "Acquire-By-Hash: yes")
            SHA256:
            \(lines.joined(separator: "\n"))
            """
        try publish(release: release, suite, settings.signing)
    }

    /// The text of the index.
    private func publishPackages(
        _ settings: Settings, _ architecture: Architecture, in folder: FilePath
    ) throws -> String {
        var stanzas: [String] = []
        for (name, version, entries) in TestPackages(settings, architecture).all
        where !settings.without.contains(name) {
            let deb = try Self.package(entries, in: folder)
            let path = "pool/main/\(name)_\(settings.otp)_\(architecture.debianName).deb"
            files.withLock { $0["/debian/\(path)"] = deb }
            stanzas.append(
                """
                Package: \(name)
                Version: \(version)
                Filename: \(path)
                Size: \(deb.count)
                Depends: \(name == "elixir" ? settings.elixirDepends : "libc6 (>= 2.38)")
                SHA256: \(SHA256.digest(of: deb))
                """)
        }
        // Something to pass over, before and after.
        let other = "Package: other\nDescription: no\n Package: erlang-base"
        return ([other] + stanzas + [other]).joined(separator: "\n\n") + "\n"
    }

    /// The index's line in the Release file.
    private func publish(
        index: String, _ suite: String, _ settings: Settings, _ architecture: Architecture, in folder: FilePath
    ) throws -> String {
        let path = folder.appending("index.xz")
        try TestArchive(entries: [("data", .file(index))]).write(path, format: "raw", filter: "xz")
        let bytes = try Disk().read(path)
        let digest = SHA256.digest(of: bytes)
        let place = "main/binary-\(architecture.debianName)"
        files.withLock { files in
            let name = settings.hasByHash ? "by-hash/SHA256/\(digest)" : "Packages.xz"
            files["/debian/dists/\(suite)/\(place)/\(name)"] = bytes
        }
        return " \(digest) \(bytes.count) \(place)/Packages.xz"
    }

    /// Puts a Release file into the mirror, signed or not.
    func publish(release: String, _ suite: String, _ signing: Signing) throws {
        let folder = "/debian/dists/\(suite)"
        let signed = try signer.clearSigned(release)
        let signature = TestSigner.armor("SIGNATURE", try signer.signature(of: Array(release.utf8)))
        files.withLock { files in
            for name in ["InRelease", "Release", "Release.gpg"] { files["\(folder)/\(name)"] = nil }
            if signing == .inRelease { files["\(folder)/InRelease"] = Array(signed.utf8) }
            if signing != .inRelease { files["\(folder)/Release"] = Array(release.utf8) }
            if signing == .detached { files["\(folder)/Release.gpg"] = Array(signature.utf8) }
        }
    }

    /// Changes a file of the mirror, by the end of its path.
    func tamper(_ ending: String, _ change: (inout [UInt8]) -> Void) {
        files.withLock { files in
            for path in files.keys where path.hasSuffix(ending) || path.contains(ending) {
                change(&files[path, default: []])
            }
        }
    }

    private static func package(
        _ entries: [(path: String, content: TestArchive.Content)], in folder: FilePath
    ) throws -> [UInt8] {
        let path = folder.appending("package.deb")
        try TestArchive(entries: entries).writePackage(path)
        return try Disk().read(path)
    }
}
