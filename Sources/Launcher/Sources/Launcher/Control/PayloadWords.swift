import CLinux

/// `bmx:verify` and `bmx:extract`: what is done with the payload besides installing it.
extension ControlCall {
    /// Footer and manifest have been looked at before any word is acted on.
    func verify() throws(Failure) -> Never {
        refuseArguments()
        try unpack(into: -1)
        var answer = Answer()
        answer.add("ok\n")
        answer.end()
    }

    @inline(never)
    private func unpack(into folder: Int32) throws(Failure) {
        try executable.checkLauncher(manifest)
        let tasks = manifest.parts.map { Extraction.Task(part: $0, root: folder) }
        // Comparing with nothing reads it all, and leaves nothing.
        _ = try Extraction(tasks, of: executable.file, isComparing: folder < 0).run()
    }

    /// A new folder appears whole, by a rename; an empty one is filled, and emptied again if that fails.
    func extract() throws(Failure) -> Never {
        guard let place = argument(0), !place.isEmpty, arguments[1] == nil else { misused(" DIR") }
        umask(0o022)
        if access(place.z, F_OK) == 0 {
            try fill(place)
        } else {
            // Beside it, whatever ends the path has.
            var end = strlen(place.z)
            while end > 1, place.z[end - 1] == 0x2F { end -= 1 }
            let beside = Text(place.z, end) + ".bmx-" + Text(Int(getpid()))
            if mkdir(beside.z, 0o755) != 0 { Ending.failed("cannot create " + beside) }
            do throws(Failure) { try fill(beside) } catch {
                rmdir(beside.z)
                throw error
            }
            if rename(beside.z, place.z) != 0 { Ending.failed("cannot rename " + beside) }
        }
        _exit(0)
    }

    @inline(never)
    private func fill(_ place: Text) throws(Failure) {
        let folder = sys_open(place.z, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        if folder < 0 { Ending.failed("cannot open " + place) }
        if !Folder.entries(folder).isEmpty { Ending.usage.tell(place + " is not empty") }
        do throws(Failure) { try unpack(into: folder) } catch {
            for entry in Folder.entries(folder) { Folder.remove(entry, at: folder) }
            throw error
        }
    }
}
