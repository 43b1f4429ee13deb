import CLinux

/// Exported under the name that SwiftPM on Linux makes the program's `main`.
@c(Launcher_main)
public func main(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
    do throws(Failure) {
        let given = UnsafeBufferPointer(start: arguments, count: Int(count))
        let executable = try Executable()
        let manifest = try executable.manifest()
        var error = try start(manifest, executable, given)
        if let missing = error.repairable {
            try missing.discard()
            error = try start(manifest, executable, given)
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
func start(
    _ manifest: Manifest, _ executable: Executable, _ given: UnsafeBufferPointer<UnsafeMutablePointer<CChar>?>
) throws(Failure) -> NotStarted {
    try Launch.checkDevices()
    let installation = try Installation(of: manifest, from: executable)
    let launch = try Launch(manifest, root: installation.root, executable: executable.path, given: given)
    let code: Int32
    if manifest.isDaemon {
        code = try Daemon(app: manifest.app, cache: installation.cache.path).run(launch)
        if code == 0 { _exit(0) }
    } else {
        code = launch.run()
    }
    let isMissing = code == ENOENT && launch.isProgramMissing
    return NotStarted(failure: launch.failure(code), repairable: isMissing ? installation : nil)
}
