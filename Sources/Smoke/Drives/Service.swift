import Host
import SystemPackage

/// A service that runs in the background, as far as one can see it from outside.
struct Service: Sendable {
    /// Its processes, as far as they run.
    let processes: RunningService
    /// The folder it was started in.
    let playground: FilePath
    /// The file with its main process's number.
    let pidFile: FilePath
    let logFile: FilePath
    let disk: Disk

    /// The number of its main process; `nil` while the file is not there, or names a process that is not the service's.
    var pid: Int32? {
        guard let text = try? disk.readText(pidFile, limit: 64),
            let pid = Int32(text.split(separator: "\n").first ?? "")
        else { return nil }
        return processes.running().contains { $0.pid == pid } ? pid : nil
    }

    var isRunning: Bool { !processes.running().isEmpty }

    /// The end of its log, made printable.
    var log: String { Printable.text(logBytes.suffix(20_000)) }

    var logBytes: [UInt8] { (try? disk.read(logFile)) ?? [] }

    /// A path of the test, relative to the folder that the service was started in.
    func path(_ text: String) -> FilePath { playground.pushing(FilePath(text)) }
}
