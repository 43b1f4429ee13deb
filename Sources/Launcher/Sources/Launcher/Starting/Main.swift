import CLinux

/// Exported under the name that SwiftPM on Linux makes the program's `main`.
@c(Launcher_main)
public func main(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
    do throws(Failure) {
        try start(UnsafeBufferPointer(start: arguments, count: Int(count)))
    } catch {
        error.end()
    }
}

/// Installs if need be, and runs. Comes back only if the program could not be run.
private func start(_ given: UnsafeBufferPointer<UnsafeMutablePointer<CChar>?>) throws(Failure) -> Never {
    let executable = try Executable()
    let manifest = try executable.manifest()
    try Launch.checkDevices()
    let installation = try Installation(of: manifest, from: executable)
    let launch = try Launch(manifest, root: installation.root, executable: executable.path, given: given)
    if installation.isNew { Cleaning(manifest, in: installation.cache).startAfterExec() }
    let code: Int32
    if manifest.isDaemon {
        code = try Daemon(app: manifest.app, installation).run(launch)
        if code == 0 { _exit(0) }
    } else {
        installation.keepOverExec()
        code = launch.run()
    }
    throw launch.failure(code)
}
