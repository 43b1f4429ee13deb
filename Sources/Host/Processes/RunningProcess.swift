/// A process that runs, as it is named in messages.
package struct RunningProcess: Hashable, Sendable {
    package var pid: Int32
    /// What it is and its arguments with a space between them, at most 200 characters.
    package var commandLine: String

    /// - Parameter commandLine: its arguments with a space between them.
    package init(pid: Int32, commandLine: String) {
        self.pid = pid
        let line = Self.withoutLoader(commandLine)
        self.commandLine = line.count > 200 ? line.prefix(199) + "…" : line
    }

    /// A program of a packed runtime shows the loader that it was started by first, whose paths would leave no room for its own
    /// name: `P/libc/ld.so --inhibit-cache --library-path P/libc --argv0 epmd DIR/epmd.elf -daemon` is `epmd -daemon`.
    private static func withoutLoader(_ line: String) -> String {
        let (before, suffix) = ("/libc/ld.so --inhibit-cache --library-path ", ".elf")
        guard let loader = line.firstRange(of: before),
            let name = line[loader.upperBound...].firstRange(of: " --argv0 ")
        else { return line }
        let rest = line[name.upperBound...]
        guard let end = rest.firstRange(of: suffix) else { return String(rest) }
        let path = rest[..<end.lowerBound]
        let program = path.split(separator: "/").last ?? path
        return String(program + rest[end.upperBound...])
    }
}
