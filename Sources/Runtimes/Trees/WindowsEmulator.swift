import Host
import Matrix
import NativeCode
import SystemPackage

/// The emulator of an Erlang/OTP for Windows: `beam.smp.dll`, which tells what the whole tree is made for.
struct WindowsEmulator {
    private let path: FilePath

    init(_ path: FilePath) { self.path = path }

    /// What it needs, as the file tells.
    func platform() throws -> Platform {
        guard let file = NativeFile(try Disk().read(path)), file.format == .pe, file.role == .library,
            let machine = file.machines.first, let architecture = Architecture(rawValue: machine)
        else { throw RuntimesError.noWindowsLibrary(path) }
        return Platform(.windows, architecture)
    }
}

extension RuntimesError {
    fileprivate static func noWindowsLibrary(_ path: FilePath) -> RuntimesError {
        RuntimesError(
            "runtimes.unknown-program", "\(path) is no library for Windows on x86_64 or arm64",
            hint: "name an Erlang/OTP for 64-bit Windows, as erlang.org's otp_win64 archives are")
    }
}
