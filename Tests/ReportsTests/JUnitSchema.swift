import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Validation by xmllint against the schema that `ci/junit-schema` fetches.
enum JUnitSchema {
    /// Where the schema is, if it is there: `BMATRIX_JUNIT_XSD`, or where `ci/junit-schema` puts it.
    static let path: String? = {
        if let value = getenv("BMATRIX_JUNIT_XSD") {
            let path = String(cString: value)
            return access(path, R_OK) == 0 ? path : nil
        }
        var folder = FilePath(#filePath)
        for _ in 0..<3 { folder.removeLastComponent() }
        let path = folder.appending(".build/fixtures/junit-10.xsd").string
        return access(path, R_OK) == 0 ? path : nil
    }()

    static let hasLinter = (try? run(["xmllint", "--version"], input: "").status) == 0

    struct Failed: Error { let errno: Int32 }

    /// What xmllint says of the document: its exit status, 0 if it is valid, and its output.
    static func validate(_ document: String, schema: String) throws -> (status: Int32, output: String) {
        try run(["xmllint", "--noout", "--schema", schema, "-"], input: document)
    }

    private static func run(_ command: [String], input: String) throws -> (status: Int32, output: String) {
        let folder = try temporaryFolder()
        defer {
            for name in ["in", "out"] { unlink(folder.appending(name).string) }
            rmdir(folder.string)
        }
        let source = folder.appending("in")
        let output = folder.appending("out")
        try write(input, to: source)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, source.string, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output.string, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        defer { for argument in arguments { free(argument) } }
        arguments.append(nil)
        var child: pid_t = 0
        let problem = posix_spawnp(&child, command[0], &actions, nil, arguments, environ)
        guard problem == 0 else { throw Failed(errno: problem) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw Failed(errno: errno) }
        }
        return (status, try read(output))
    }

    private static func temporaryFolder() throws -> FilePath {
        var template = Array("/tmp/bmatrix-xmllint-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failed(errno: errno) }
        return FilePath(
            template.withUnsafeBufferPointer { String(decoding: $0.dropLast().map(UInt8.init), as: UTF8.self) })
    }

    private static func write(_ text: String, to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        try file.closeAfter { _ = try file.writeAll(text.utf8) }
    }

    private static func read(_ path: FilePath) throws -> String {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter {
            let size = try file.seek(offset: 0, from: .end)
            try file.seek(offset: 0, from: .start)
            return try String(unsafeUninitializedCapacity: Int(size)) { try file.read(into: .init($0)) }
        }
    }
}
