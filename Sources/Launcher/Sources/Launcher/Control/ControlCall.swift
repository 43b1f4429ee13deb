import CLinux

/// A control word with what it was given: `ARTIFACT bmx:WORD ARGUMENT…`. No program's own arguments begin like that, and
/// a switch in the matrix file turns them off.
struct ControlCall {
    let manifest: Manifest
    let executable: Executable
    let word: Text
    /// Ended by a null pointer.
    let arguments: Arguments

    /// Nil if this is no control word.
    init?(_ given: Arguments, _ manifest: Manifest, _ executable: Executable) {
        guard manifest.hasControl, let first = given[0], strncmp(first, ("bmx:" as Text).z, 4) == 0 else { return nil }
        self.manifest = manifest
        self.executable = executable
        word = Text(first + 4)
        arguments = given + 1
    }

    /// Does what the word says, and leaves; words that start a program come back with what to start.
    func perform() throws(Failure) -> Start {
        if word == "info" { info() }
        if word == "verify" { try verify() }
        if word == "extract" { try extract() }
        if word == "where" { whereInstalled() }
        if word == "clean" { clean() }
        if word == "help" { help() }
        if manifest.isDaemon {
            if word == "foreground" { return Start(manner: .foreground, arguments: arguments) }
            if word == "unit" { unit() }
            if word == "rpc" { return rpc() }
            if word == "remote" { return remote() }
            let caches = CacheFolder.candidates().map { Text($0.path) }
            let instance = Instance(app, caches: caches, isStart: false)
            if word == "stop" { stop(instance) }
            if word == "restart" { return restart(instance) }
            if word == "status" { status(instance) }
            if word == "log" { log(instance) }
        }
        Ending.usage.tell("there is no control word bmx:" + word + "; there are:\n" + words)
    }

    var app: Text { Text(manifest.app) }

    private var words: Text {
        let all: Text = """
            bmx:info [--json]  what this file is
            bmx:verify         checks every byte of it
            bmx:extract DIR    unpacks the program into a new or empty folder
            bmx:where          where it is installed
            bmx:clean          removes its installs that are not in use
            bmx:help           these words
            """
        let services: Text = """

            bmx:foreground [ARG…]     runs the service here, not in the background
            bmx:status [--json]       whether it runs
            bmx:stop [--timeout N]    ends it, after N seconds with SIGKILL
            bmx:restart [ARG…]        ends it and starts it again
            bmx:log [-f] [-n N]       the end of its log
            bmx:unit [--user] [ARG…]  a unit file for systemd
            bmx:rpc EXPRESSION        evaluates in the running service
            bmx:remote                a shell in the running service
            """
        return manifest.isDaemon ? all + services : all
    }

    private func help() -> Never {
        var answer = Answer()
        answer.add(words + "\n")
        answer.end()
    }

    func argument(_ index: Int) -> Text? { arguments[index].map { Text($0) } }

    func refuseArguments() { if arguments[0] != nil { misused("") } }

    /// `--json` or nothing.
    @inline(never)
    func wantsJSON() -> Bool {
        guard let option = argument(0) else { return false }
        if arguments[1] != nil || !(option == "--json") { misused(" [--json]") }
        return true
    }

    @inline(never)
    func misused(_ wanted: Text) -> Never { Ending.usage.tell("use it so: bmx:" + word + wanted) }
}
