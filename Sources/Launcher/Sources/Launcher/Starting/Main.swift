import CLinux

/// Exported under the name that SwiftPM on Linux makes the program's `main`.
@c(Launcher_main)
public func main(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
    do throws(Failure) {
        let given = count > 0 ? arguments + 1 : arguments
        let executable = try Executable()
        let manifest = try executable.manifest()
        let control = ControlCall(given, manifest, executable)
        let usual = Start(manner: manifest.isDaemon ? .background : .replacing, arguments: given)
        let start = try control?.perform() ?? usual
        var error = try run(start, manifest, executable)
        if let missing = error.repairable {
            try missing.discard()
            error = try run(start, manifest, executable)
        }
        throw error.failure
    } catch {
        error.end()
    }
}

/// The program could not be run.
struct NotStarted {
    let failure: Failure
    /// The install that lacks the program.
    let repairable: Installation?
}

/// Installs if need be, and runs. Comes back only if the program could not be run.
func run(_ start: Start, _ manifest: Manifest, _ executable: Executable) throws(Failure) -> NotStarted {
    try Launch.checkDevices()
    let installation = try Installation(of: manifest, from: executable)
    let launch = try Launch(manifest, start, root: installation.root, executable: executable.path)
    let code: Int32
    switch start.manner {
    case .background, .foreground:
        let caches = [Text(installation.cache.path)]
        let instance = Instance(Text(manifest.app), caches: caches, isStart: true)
        code = Daemon(instance, launch).run(start)
        if code == 0 { _exit(0) }
    default: code = launch.run()
    }
    let isMissing = code == ENOENT && launch.isProgramMissing
    return NotStarted(failure: launch.failure(code), repairable: isMissing ? installation : nil)
}
