import CLinux

/// `bmx:stop`, `bmx:restart`, `bmx:log`, `bmx:rpc` and `bmx:remote`: what is done with a service that runs.
extension ControlCall {
    func stop(_ instance: Instance) -> Never {
        var seconds = Text.number("BMATRIX_STOP_TIMEOUT", else: 30)
        if let option = argument(0) {
            guard option == "--timeout", let given = argument(1)?.number, arguments[2] == nil else {
                misused(" [--timeout SECONDS]")
            }
            seconds = given
        }
        guard let process = instance.holder() else { Ending.notRunning.tell(instance.name + " does not run") }
        end(instance, process, within: seconds)
        var answer = Answer()
        answer.add(instance.name + " has ended: process " + Text(process) + "\n")
        answer.end()
    }

    @inline(never)
    private func end(_ instance: Instance, _ process: Int, within seconds: Int) {
        if instance.end(process, within: seconds) {
            Ending.say(instance.name + " did not end within " + Text(seconds) + " s and was killed (SIGKILL)")
        }
    }

    /// Without arguments it gets those of before.
    func restart(_ instance: Instance) -> Start {
        let before = StartRecord(instance)
        if let process = instance.holder() {
            if before.isForeground {
                Ending.usage.tell(instance.name + " runs in the foreground; restart it where it was started")
            }
            end(instance, process, within: Text.number("BMATRIX_STOP_TIMEOUT", else: 30))
        }
        return Start(manner: .background, arguments: arguments[0] == nil ? before.arguments : arguments)
    }

    func log(_ instance: Instance) -> Never {
        var lines = 100
        var isFollowing = false
        var index = 0
        while let option = argument(index) {
            if option == "-f" {
                isFollowing = true
            } else if option == "-n", let given = argument(index + 1)?.number {
                lines = given
                index += 1
            } else {
                misused(" [-f] [-n LINES]")
            }
            index += 1
        }
        LogReader(instance.log).print(lines, isFollowing: isFollowing)
        _exit(0)
    }

    func rpc() -> Start {
        if arguments[0] == nil || arguments[1] != nil { misused(" EXPRESSION") }
        return Start(manner: .rpc, arguments: distributed(manifest.rpcArguments.isEmpty))
    }

    func remote() -> Start {
        refuseArguments()
        return Start(manner: .remote, arguments: distributed(manifest.remoteArguments.isEmpty))
    }

    private func distributed(_ isMissing: Bool) -> Arguments {
        if isMissing {
            Ending.usage.tell(
                app + " has no distribution: give it a name and a cookie, such as\n  -sname " + app
                    + "\n  -setcookie a_long_random_word\nin rel/vm.args.eex, and pack it again")
        }
        return arguments
    }
}

/// How an instance was started the last time.
struct StartRecord {
    let isForeground: Bool
    let arguments: Arguments

    init(_ instance: Instance) {
        let file = sys_open(instance.startFile.z, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0)
        let size = sys_size(file)
        guard let bytes = calloc(size + 1, 1)?.assumingMemoryBound(to: CChar.self),
            let all = calloc(size + 1, MemoryLayout<UnsafeMutablePointer<CChar>?>.size)
        else { Ending.failed("no memory") }
        let end = bytes + max(0, pread(file, bytes, size, 0))
        close(file)
        isForeground = Text(bytes) == "foreground"
        arguments = all.assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
        var next = bytes + Int(strlen(bytes)) + 1
        var count = 0
        while next < end {
            arguments[count] = next
            count += 1
            next += Int(strlen(next)) + 1
        }
    }
}
