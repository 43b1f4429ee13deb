import Host
import Matrix
import NativeCode
import SystemPackage

/// The programs and libraries of an Erlang/OTP, read to learn what they need of a system.
struct NativeFiles {
    /// One of them, by its path below the root.
    struct Member {
        let name: String
        let file: ELFFile
    }

    private let root: FilePath
    private let members: [Member]
    private let disk = Disk()

    /// Reads what can be started or loaded; blocks meanwhile.
    init(_ root: FilePath) throws {
        self.root = root
        members = try Disk().walk(root).compactMap { name, kind in
            guard kind == .file, !name.hasPrefix("libc/") else { return nil }
            let path = root.appending(name)
            guard Disk().isExecutable(path) || name.hasSuffix(".so") else { return nil }
            return ELFFile(try Disk().read(path)).map { Member(name: name, file: $0) }
        }
    }

    /// What they need, as the files tell and no name.
    func platform() throws -> Platform {
        if let emulator = ErlangRoot(root).emulatorOfWindows { return try WindowsEmulator(emulator).platform() }
        if let emulator = try MacEmulator(root) { return try emulator.platform() }
        let architecture = try architecture()
        if disk.kind(of: root.appending("libc/ld.so")) == .file {
            try checkBundle()
            return Platform(.linux, architecture, .bundled)
        }
        let glibc = members.first { $0.file.cLibrary == .glibc }
        let musl = members.first { $0.file.cLibrary == .musl }
        if let glibc, let musl { throw RuntimesError.mixedLibraries(root, glibc.name, musl.name) }
        guard glibc != nil else { return Platform(.linux, architecture, .musl) }
        return Platform(.linux, architecture, .glibc, glibc: members.compactMap(\.file.oldestGlibc).max())
    }

    /// The file that contradicts a platform, and what it needs; nil if none does by itself.
    func witness(against promise: Platform) -> String? {
        let odd = members.first { member in
            if let own = member.file.machine.architecture, own != promise.architecture { return true }
            if let libc = member.file.cLibrary, let promised = promise.libc, libc != promised { return true }
            guard let needed = member.file.oldestGlibc, let limit = promise.glibc else { return false }
            return needed > limit
        }
        return odd.map { "\($0.name) \($0.file.needs)" }
    }

    private func architecture() throws(RuntimesError) -> Architecture {
        guard let machine = members.first(where: { $0.name.hasSuffix("/bin/beam.smp") }) else {
            throw .noELF(root)
        }
        guard let architecture = machine.file.machine.architecture else { throw .otherMachine(root, machine.name) }
        if let other = members.first(where: { $0.file.machine != machine.file.machine }) {
            throw .otherMachine(root, other.name)
        }
        return architecture
    }

    /// A tree that brings its C library starts each program through it, and has every library that is asked for.
    private func checkBundle() throws {
        let names = Set(members.map(\.name))
        let available = Set(try disk.list(root.appending("libc")))
        for member in members {
            if member.file.isDynamicProgram, !member.isMovedAside(names) {
                throw RuntimesError.notBundled(root, member.name)
            }
            if let missing = member.file.needed.first(where: { !available.contains($0) }) {
                throw RuntimesError.missingLibrary(missing, of: member.name)
            }
        }
    }
}

extension NativeFiles.Member {
    /// Whether a stub stands in its place: `beam.smp` for `beam.smp.elf`.
    fileprivate func isMovedAside(_ names: Set<String>) -> Bool {
        name.hasSuffix(".elf") && names.contains(String(name.dropLast(".elf".count)))
    }
}

extension ELFFile {
    /// The C library that it is made for; nil for what needs none, such as a static program.
    fileprivate var cLibrary: CLibrary? {
        if let name = interpreter?.split(separator: "/").last {
            if name.hasPrefix("ld-linux") { return .glibc }
            if name.contains("musl") { return .musl }
        }
        if needed.contains("libc.so.6") { return .glibc }
        return needed.contains { $0 == "libc.so" || $0.hasPrefix("libc.musl-") } ? .musl : nil
    }

    /// The oldest glibc that has all that it asks for; private symbols have no number.
    fileprivate var oldestGlibc: Version? { GlibcSymbols.versions(in: symbolVersions).last }

    /// What it asks for, in words.
    fileprivate var needs: String {
        if machine.architecture == nil { return "is made for a processor that is not known" }
        let system = machine.architecture?.rawValue ?? ""
        if let interpreter { return "asks for \(interpreter)" + (oldestGlibc.map { " and glibc \($0)" } ?? "") }
        return switch cLibrary {
        case nil: "is made for \(system)"
        case .glibc: "needs glibc" + (oldestGlibc.map { " \($0)" } ?? "")
        default: "needs musl"
        }
    }
}

extension ELFFile.Machine {
    fileprivate var architecture: Architecture? {
        switch self {
        case .x86_64: .x86_64
        case .arm64: .arm64
        case .other: nil
        }
    }
}

extension RuntimesError {
    fileprivate static func mixedLibraries(_ root: FilePath, _ glibc: String, _ musl: String) -> RuntimesError {
        RuntimesError(
            "runtimes.mixed-libc", "\(root) mixes C libraries: \(glibc) is made for glibc, \(musl) for musl",
            hint: "build or fetch all of it for one of them")
    }

    fileprivate static func noELF(_ root: FilePath) -> RuntimesError {
        RuntimesError(
            "runtimes.unknown-program",
            "\(root) has no erts-*/bin/beam.smp that is a program for Linux or macOS, and no beam.smp.dll",
            hint: "name an Erlang/OTP for Linux, macOS or Windows")
    }

    fileprivate static func otherMachine(_ root: FilePath, _ file: String) -> RuntimesError {
        RuntimesError(
            "runtimes.unknown-program", "\(file) of \(root) is made for another processor than x86_64 or arm64",
            hint: "name an Erlang/OTP whose files are all made for one of these")
    }

    fileprivate static func notBundled(_ root: FilePath, _ file: String) -> RuntimesError {
        RuntimesError(
            "runtimes.not-bundled", "\(root) brings a C library in 'libc', but \(file) is not started through it",
            hint: "take the whole folder of a runtime as bmatrix has made it, or one without 'libc'")
    }
}
