import CLinux

/// Exported under the name that SwiftPM on Linux makes the program's `main`.
@c(Launcher_main)
public func main(_ count: Int32, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32 {
    do throws(Failure) {
        try start(count > 0 ? arguments + 1 : arguments)
    } catch {
        error.end()
    }
}

/// Does what a control word says, or installs if need be, and runs. Comes back only if the program could not be run.
private func start(_ given: Arguments) throws(Failure) -> Never {
    let executable = try Executable()
    let manifest = try executable.manifest()
    let usual = Start(manner: manifest.isDaemon ? .background : .replacing, arguments: given)
    let start = try ControlCall(given, manifest, executable)?.perform() ?? usual
    try Launch.checkDevices()
    let installation = try Installation(of: manifest, from: executable)
    let launch = try Launch(manifest, start, root: installation.root, executable: executable.path)
    if installation.isNew { Cleaning(manifest, in: installation.cache).startAfterExec() }
    let code: Int32
    switch start.manner {
    case .background, .foreground:
        let caches = [Text(installation.cache.path)]
        let instance = Instance(Text(manifest.app), caches: caches, isStart: true)
        code = Daemon(instance, installation, launch).run(start)
        if code == 0 { _exit(0) }
    default:
        installation.keepOverExec()
        code = launch.run()
    }
    throw launch.failure(code)
}
