import Host
import Matrix
import SystemPackage

/// A folder that holds an Erlang/OTP, and what can be read off it.
struct ErlangRoot: Hashable {
    let path: FilePath

    init(_ path: FilePath) {
        self.path = path
    }

    /// The version in `releases/*/OTP_VERSION`.
    func otpVersion() throws(RuntimesError) -> Version {
        let releases = path.appending("releases")
        for name in ((try? Disk().list(releases)) ?? []).reversed() where Int(name) != nil {
            let file = releases.appending(name).appending("OTP_VERSION")
            guard let text = try? Disk().readText(file, limit: 1 << 10) else { continue }
            // `make install` marks a tree with further patches by two stars.
            let line = text.prefix { !$0.isWhitespace && $0 != "*" }
            if let version = Version(String(line)) { return version }
        }
        throw .incomplete(path, "releases/*/OTP_VERSION")
    }

    /// The version that the name of the folder `erts-*` bears.
    func ertsVersion() throws(RuntimesError) -> Version {
        let names = (try? Disk().list(path)) ?? []
        for name in names.reversed() where name.hasPrefix("erts-") {
            if let version = Version(String(name.dropFirst("erts-".count))) { return version }
        }
        throw .incomplete(path, "erts-*")
    }

    /// Whether its emulator is a library of Windows, which `erl.exe` loads.
    var isForWindows: Bool { emulatorOfWindows != nil }

    /// That library.
    var emulatorOfWindows: FilePath? {
        guard let erts = try? ertsVersion() else { return nil }
        let emulator = path.appending("erts-\(erts)/bin/beam.smp.dll")
        return Disk().kind(of: emulator) == .file ? emulator : nil
    }

    /// Fails unless everything is there that any Erlang program needs.
    func checkWholeness() throws(RuntimesError) {
        let erts = try ertsVersion()
        _ = try otpVersion()
        let programs = "erts-\(erts)/bin"
        if isForWindows {
            for name in ["erl.exe", "erlexec.dll"] where Disk().kind(of: path.appending("\(programs)/\(name)")) != .file
            {
                throw .incomplete(path, "\(programs)/\(name)")
            }
        } else if !Disk().isExecutable(path.appending("\(programs)/beam.smp")) {
            throw .incomplete(path, "\(programs)/beam.smp")
        }
        let applications = (try? Disk().list(path.appending("lib"))) ?? []
        for name in ["kernel", "stdlib"] where !applications.contains(where: { $0.hasPrefix("\(name)-") }) {
            throw .incomplete(path, "lib/\(name)-*")
        }
    }
}

extension RuntimesError {
    static func incomplete(_ path: FilePath, _ missing: String) -> RuntimesError {
        RuntimesError(
            "runtimes.incomplete", "\(path) is no whole Erlang/OTP: \(missing) is missing",
            hint: "install all of Erlang/OTP there, or use another source")
    }
}
