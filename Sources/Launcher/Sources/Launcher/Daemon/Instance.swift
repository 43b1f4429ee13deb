import CLinux

/// A service by its name: where its process id, log and other files lie. The name is the app's unless BMATRIX_INSTANCE
/// is set, so that one program may run more than once.
struct Instance {
    let name: Text
    let log: Text
    /// Whoever holds the lock of this file is the instance; the system frees it however its holder ends.
    let pidFile: Text
    /// Made by the program when all its applications run.
    let readyFile: Text
    /// How it was started and with which arguments, each ended by NUL.
    let startFile: Text

    /// For a start, what the user chose must work, and of the usual places the first that works is taken. Else it is one
    /// that may run, and nothing is made.
    init(_ app: Text, caches: [Text], isStart: Bool) {
        name = Instance.name(app)
        let usual = Instance.front(name, caches, isStart)
        let chosenLog = Text.variable("BMATRIX_LOG")?.absolute
        let beside = chosenLog.flatMap { Instance.folder(ofLog: $0) }
        var front = usual
        if let beside { front = beside + "/" + name }
        let chosenPidFile = Text.variable("BMATRIX_PID_FILE")?.absolute
        if chosenLog == nil && usual == nil || chosenPidFile == nil && front == nil {
            Ending.refused.tell("no folder for log and pid file; set BMATRIX_LOG and BMATRIX_PID_FILE to the files")
        }
        log = chosenLog ?? (usual ?? "") + ".log"
        pidFile = chosenPidFile ?? (front ?? "") + ".pid"
        let count = strlen(pidFile.z)
        let hasEnd = count > 4 && Text(pidFile.z + count - 4) == ".pid"
        let files = Text(pidFile.z, hasEnd ? count - 4 : count)
        readyFile = files + ".ready"
        startFile = files + ".args"
    }

    @inline(never)
    static func name(_ app: Text) -> Text {
        let name = Text.variable("BMATRIX_INSTANCE") ?? app
        if !Manifest.isName(ByteString(name.z).bytes) {
            Ending.usage.tell("BMATRIX_INSTANCE must be a name of letters, digits, _, - and .")
        }
        return name
    }

    /// The paths of its files without their ends, in the first folder that serves, or in which it is known.
    private static func front(_ name: Text, _ caches: [Text], _ isStart: Bool) -> Text? {
        var first: Text?
        for index in -2..<caches.count {
            var folder: Text
            if index >= 0 {
                folder = caches[index]
            } else {
                guard let home = Text.variable(index == -2 ? "XDG_STATE_HOME" : "HOME"), home.isAbsolute else {
                    continue
                }
                folder = home + (index == -2 ? "/bmatrix" : "/.local/state/bmatrix")
            }
            let front = folder + "/" + name
            if isStart ? serves(folder, front + ".log") : access((front + ".pid").z, F_OK) == 0 { return front }
            first = first ?? front
        }
        return isStart ? nil : first
    }

    private static func serves(_ folder: Text, _ log: Text) -> Bool {
        guard (try? Folder.make(ByteString(folder.z))) != nil, access(folder.z, W_OK) == 0 else { return false }
        return access(log.z, W_OK) == 0 || sys_errno() == ENOENT
    }

    /// Nil for a device or a pipe, beside which nothing belongs.
    private static func folder(ofLog log: Text) -> Text? {
        var status = stat()
        if stat(log.z, &status) == 0, sys_is_regular(status.st_mode) == 0 { return nil }
        return strrchr(log.z, 0x2F).map { Text(log.z, UnsafePointer($0) - log.z) }
    }
}
