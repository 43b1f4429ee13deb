import CLinux

/// `bmx:unit`: a unit file for systemd that runs the service in the foreground.
extension ControlCall {
    func unit() -> Never {
        if sys_has_systemd() == 0 {
            Ending.usage.tell("there is no systemd here; let launchd run it with bmx:foreground")
        }
        var next = arguments
        let isUsers = argument(0).map { $0 == "--user" } ?? false
        if isUsers { next += 1 }
        let name = Instance.name(app)
        var answer = Answer()
        answer.add("[Unit]\nDescription=" + name)
        if !isUsers { answer.add("\nAfter=network-online.target\nWants=network-online.target") }
        answer.add("\n\n[Service]\nType=notify\nExecStart=")
        answer.add(systemd: Text(executable.path))
        answer.add(" bmx:foreground")
        while let argument = next.pointee {
            answer.add(" ")
            answer.add(systemd: Text(argument))
            next += 1
        }
        answer.add("\nEnvironment=BMATRIX_INSTANCE=" + name)
        if !isUsers {
            answer.add(" BMATRIX_DIR=%C/" + name + " XDG_STATE_HOME=%S/" + name)
            answer.add("\nCacheDirectory=" + name + "\nStateDirectory=" + name)
        }
        answer.add(
            """

            Restart=on-failure
            RestartPreventExitStatus=110 111 112 113 115
            KillMode=mixed
            TimeoutStartSec=90
            TimeoutStopSec=30

            [Install]
            WantedBy=
            """)
        answer.add(isUsers ? "default.target\n" : "multi-user.target\n")
        answer.end()
    }
}

extension Answer {
    /// A word of a command in a unit file.
    @inline(never)
    fileprivate mutating func add(systemd text: Text) {
        add("\"")
        for index in 0..<Int(strlen(text.z)) {
            let byte = UInt8(bitPattern: text.z[index])
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                add("\\x")
                addHex(byte)
                continue
            }
            if byte == UInt8(ascii: "%") || byte == UInt8(ascii: "$") { add(byte: byte) }
            add(byte: byte)
        }
        add("\"")
    }
}
