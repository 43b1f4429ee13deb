import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The open files that a command gets as its standard input, output and error.
struct CommandFiles: Sendable {
    let stdin: FileDescriptor
    let stdout: FileDescriptor
    let stderr: FileDescriptor

    init(_ command: Command) throws(ProcessError) {
        var opened: [FileDescriptor] = []
        do throws(ProcessError) {
            switch command.stdin {
            case .none: opened.append(try Self.open("/dev/null", O_RDONLY))
            case .file(let path): opened.append(try Self.open(path, O_RDONLY))
            }
            // Appending, so that two programs with one file do not write over each other.
            opened.append(try Self.open(command.stdout, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND))
            if let stderr = command.stderr {
                opened.append(try Self.open(stderr, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND))
            }
        } catch {
            for file in opened { try? file.close() }
            throw error
        }
        stdin = opened[0]
        stdout = opened[1]
        stderr = opened.count > 2 ? opened[2] : opened[1]
    }

    /// In the order of their numbers in the command.
    var descriptors: [Int32] { [stdin.rawValue, stdout.rawValue, stderr.rawValue] }

    func close() {
        try? stdin.close()
        try? stdout.close()
        if stderr != stdout { try? stderr.close() }
    }

    private static func open(_ path: FilePath, _ flags: Int32) throws(ProcessError) -> FileDescriptor {
        let file = Glibc.open(path.string, flags | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .file(path, errno) }
        return FileDescriptor(rawValue: file)
    }
}
