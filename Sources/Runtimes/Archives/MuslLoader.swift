import Digest
import Host
import NativeCode
import SystemPackage
import Transfer

/// Gives a runtime that was made for a musl at a fixed place its own copy of that musl, so that it runs from anywhere.
///
/// Universal builds ask for `/tmp/libc-musl-SHA256.so`: a file that anybody on a machine could put there first. The
/// loader in that name is fetched, held against the digest in the name, and put into the runtime's `libc`.
struct MuslLoader {
    private static let (prefix, suffix) = ("libc-musl-", ".so")

    /// The URL of the folder that has the loaders.
    let folder: String
    /// What stands in for programs of its processor.
    let binaries: LoaderBinaries
    /// What may be done to get at them.
    let access: TransferAccess
    let context: RuntimesContext

    /// Does all of it.
    func add(to root: FilePath) async throws {
        let programs = try await Blocking.run { Result { try self.programs(of: root) } }.get()
        guard let digest = try digest(programs, root) else { return }
        let name = "\(Self.prefix)\(digest)\(Self.suffix)"
        let url = "\(folder)/\(name)"
        let file = try await VerifiedDownload(url: url, digest: digest, access: access, context: context).file()
        let stub = try binaries.muslStub()
        try await Blocking.run { Result { try self.place(file, stub, programs, in: root) } }.get()
    }

    /// What has to be started by a loader.
    private func programs(of root: FilePath) throws -> [(path: FilePath, file: ELFFile)] {
        try Disk().walk(root).compactMap { name, kind in
            let path = root.appending(name)
            guard kind == .file, Disk().isExecutable(path), let file = ELFFile(try Disk().read(path)) else {
                return nil
            }
            return file.isDynamicProgram ? (path, file) : nil
        }
    }

    /// The one loader that all programs ask for; nil where they need none.
    private func digest(
        _ programs: [(path: FilePath, file: ELFFile)], _ root: FilePath
    ) throws(RuntimesError) -> DigestValue? {
        guard let wanted = programs.first?.file.interpreter else { return nil }
        if let other = programs.first(where: { $0.file.interpreter != wanted }) {
            throw .unknownLoader(other.path, other.file.interpreter ?? "")
        }
        let name = wanted.split(separator: "/").last.map(String.init) ?? ""
        let hex = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
        guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix), let digest = DigestValue(hex: hex) else {
            throw .unknownLoader(programs.first?.path ?? root, wanted)
        }
        return digest
    }

    /// musl is loader and library in one file: whatever name of it programs ask for is that file.
    private func place(
        _ loader: FilePath, _ stub: LoaderStub, _ programs: [(path: FilePath, file: ELFFile)], in root: FilePath
    ) throws {
        let libraries = root.appending("libc")
        try Disk().makeFolder(libraries)
        try Disk().write(try Disk().read(loader), to: libraries.appending("ld.so"), mode: 0o755)
        for name in Set(programs.flatMap(\.file.needed)) where name.hasPrefix("libc.") {
            try Disk().link(libraries.appending(name), to: "ld.so")
        }
        for program in programs { try stub.replace(program.path) }
    }
}

extension RuntimesError {
    fileprivate static func unknownLoader(_ path: FilePath, _ interpreter: String) -> RuntimesError {
        let name = path.lastComponent?.string ?? path.string
        return RuntimesError(
            "runtimes.unknown-loader",
            "\(name) asks for \(interpreter), not for a musl whose name tells its SHA-256 (/tmp/libc-musl-….so)",
            hint: "check that the source serves universal builds; the source 'url' takes other ones")
    }
}
