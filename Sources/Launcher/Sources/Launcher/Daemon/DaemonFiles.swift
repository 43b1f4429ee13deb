import CLinux

/// Where a daemon's log and process id go.
struct DaemonFiles {
    /// The log, open for appending.
    let log: Int32
    let pidPath: ByteString

    /// What the user chose must work; of the usual places the first that works is taken.
    init(app: ByteString, cache: ByteString) throws(Failure) {
        let folders = DaemonFiles.folders(cache)
        if let chosen = Environment.value("BMATRIX_LOG") {
            log = try DaemonFiles.open(chosen)
            if let pidFile = Environment.value("BMATRIX_PID_FILE") {
                pidPath = pidFile
            } else {
                pidPath = try DaemonFiles.pidPath(app, beside: chosen, log, folders)
            }
            return
        }
        for folder in folders {
            let path = folder + "/" + app + ".log"
            guard (try? Folder.make(folder)) != nil, let opened = try? DaemonFiles.open(path) else { continue }
            log = opened
            pidPath = Environment.value("BMATRIX_PID_FILE") ?? folder + "/" + app + ".pid"
            return
        }
        throw .refused("no folder for the log file; set BMATRIX_LOG to the file that it shall go to")
    }

    private static func folders(_ cache: ByteString) -> [ByteString] {
        var all: [ByteString] = []
        if let state = Environment.folder("XDG_STATE_HOME") { all.append(state + "/bmatrix") }
        if let home = Environment.folder("HOME") { all.append(home + "/.local/state/bmatrix") }
        all.append(cache)
        return all
    }

    /// Beside the log, unless that is a device or a pipe.
    private static func pidPath(
        _ app: ByteString, beside path: ByteString, _ log: Int32, _ folders: [ByteString]
    ) throws(Failure) -> ByteString {
        var status = stat()
        if fstat(log, &status) == 0, sys_is_regular(status.st_mode) != 0 {
            guard let slash = path.bytes.lastIndex(of: UInt8(ascii: "/")) else { return app + ".pid" }
            return ByteString(path.bytes[...slash]) + app + ".pid"
        }
        for folder in folders {
            if (try? Folder.make(folder)) != nil, access(folder.z, W_OK) == 0 { return folder + "/" + app + ".pid" }
        }
        throw .refused("no folder for the pid file; set BMATRIX_PID_FILE")
    }

    private static func open(_ path: ByteString) throws(Failure) -> Int32 {
        let file = sys_open(path.z, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o600)
        if file < 0 { throw Failure.last("cannot open the log file " + path) }
        return file
    }
}
