import CLinux

/// `bmx:info`: the manifest, as people or programs read it.
extension ControlCall {
    func info() -> Never {
        let isJSON = wantsJSON()
        var answer = Answer()
        answer.add(isJSON ? "{\"size\":" : "size            ")
        answer.add(executable.size)
        guard let text = manifestText() else { Ending.failed("cannot read the manifest") }
        var next = text.z
        var before = ManifestLine(key: next, keyLength: 0, value: next, valueLength: 0)
        while let line = ManifestLine(&next) {
            if isJSON { json(line, &before, &answer) } else { row(line, &answer) }
        }
        if before.isList { answer.add("]") }
        answer.add(isJSON ? "}\n" : "\n")
        answer.end()
    }

    /// All numbers in the footer have been looked at before any word is acted on.
    private func manifestText() -> Text? {
        var place: UInt64 = 0
        if pread(executable.file, &place, 8, off_t(executable.end - Footer.size + 16)) != 8 { return nil }
        let count = executable.end - Footer.size - Int(place)
        guard let room = calloc(count + 1, 1) else { return nil }
        if pread(executable.file, room, count, off_t(place)) != count { return nil }
        return Text(UnsafePointer(room.assumingMemoryBound(to: CChar.self)))
    }

    /// Frames are of no interest to people.
    private func row(_ line: ManifestLine, _ answer: inout Answer) {
        if line.hasKey("frame") || line.hasKey("smoke") { return }
        answer.add("\n")
        answer.add(line.key, line.keyLength)
        for _ in line.keyLength..<max(16, line.keyLength + 1) { answer.add(" ") }
        answer.add(line.value, line.valueLength)
    }

    /// One object: strings, lists of them for keys that may repeat, and the smoke tests, which are JSON already.
    private func json(_ line: ManifestLine, _ before: inout ManifestLine, _ answer: inout Answer) {
        let goesOn = line.isList && before.hasKey(line)
        if before.isList, !goesOn { answer.add("]") }
        answer.add(",")
        if !goesOn {
            answer.add(quoted: line.key, line.keyLength)
            answer.add(line.isList ? ":[" : ":")
        }
        if line.hasKey("smoke") {
            answer.add(line.value, line.valueLength)
        } else {
            answer.add(quoted: line.value, line.valueLength)
        }
        before = line
    }
}

/// A `key=value` line.
private struct ManifestLine {
    let key: UnsafePointer<CChar>
    let keyLength: Int
    let value: UnsafePointer<CChar>
    let valueLength: Int

    init(key: UnsafePointer<CChar>, keyLength: Int, value: UnsafePointer<CChar>, valueLength: Int) {
        self.key = key
        self.keyLength = keyLength
        self.value = value
        self.valueLength = valueLength
    }

    /// Nil at the end; `next` becomes the beginning of the line behind this one.
    init?(_ next: inout UnsafePointer<CChar>) {
        guard let end = strchr(next, 10), let mark = strchr(next, 61) else { return nil }
        key = next
        keyLength = UnsafePointer(mark) - next
        value = UnsafePointer(mark) + 1
        valueLength = UnsafePointer(end) - value
        next = UnsafePointer(end) + 1
    }

    @inline(never)
    func hasKey(_ name: Text) -> Bool { strncmp(key, name.z, keyLength) == 0 && name.z[keyLength] == 0 }

    func hasKey(_ other: ManifestLine) -> Bool {
        keyLength == other.keyLength && strncmp(key, other.key, keyLength) == 0
    }

    /// Whether its key may repeat.
    var isList: Bool {
        hasKey("frame") || hasKey("arg") || hasKey("env") || hasKey("content") || hasKey("layer") || hasKey("mount")
            || hasKey("rpc") || hasKey("remote")
    }
}
