import Host
import SystemPackage

/// The output folder of runs, which one run at a time may write to.
struct OutputFolder {
    let path: FilePath
    private let disk = Disk()

    init(_ path: FilePath) { self.path = path }

    /// Makes the folder, takes it for this run and clears the logs of the one before; artifacts stay until replaced.
    func prepare() throws -> FileLock {
        do throws(DiskError) {
            try disk.makeFolder(path)
            if let lock = try FileLock.attempt(path.appending(".lock")) {
                try disk.removeTree(path.appending("cells"))
                return lock
            }
        } catch { throw Fault(error) }
        throw Fault(
            status: .infrastructure, code: "output.busy", message: "another run is writing to \(path)",
            hint: "wait for it, or give this one another `output:`")
    }
}
