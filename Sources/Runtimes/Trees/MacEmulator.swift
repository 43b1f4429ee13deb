import Host
import Matrix
import NativeCode
import SystemPackage

/// The emulator of an Erlang/OTP for macOS, which tells what the whole tree is made for.
struct MacEmulator {
    private let path: FilePath
    private let file: NativeFile

    /// Nil if the emulator in a root is none for macOS.
    init?(_ root: FilePath) throws {
        guard let erts = try? ErlangRoot(root).ertsVersion() else { return nil }
        path = root.appending("erts-\(erts)/bin/beam.smp")
        guard Disk().kind(of: path) == .file, let file = NativeFile(try Disk().read(path)), file.format == .machO
        else { return nil }
        self.file = file
    }

    /// What it needs, as the file tells.
    func platform() throws(RuntimesError) -> Platform {
        guard file.role == .program, file.system == "macos", file.machines.count == 1,
            let architecture = file.machines.first.flatMap({ Architecture(rawValue: $0) })
        else { throw .noMacProgram(path) }
        return Platform(.macos, architecture)
    }
}

extension RuntimesError {
    fileprivate static func noMacProgram(_ path: FilePath) -> RuntimesError {
        RuntimesError(
            "runtimes.unknown-program", "\(path) is no program for macOS on one processor, x86_64 or arm64",
            hint: "name an Erlang/OTP for macOS; of one for several processors `lipo -thin` takes the part for one")
    }
}
