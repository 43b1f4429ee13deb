import CLinux

/// The program to become, with its arguments and environment.
struct Launch {
    let program: ByteString
    private var arguments: [UnsafeMutablePointer<CChar>?]

    init(
        _ manifest: Manifest, _ start: Start, root: ByteString, executable: ByteString
    ) throws(Failure) {
        let places = Placeholders(root: root, executable: executable)
        program = places.fill(manifest.program)
        arguments = [program.copied()]
        for argument in manifest.arguments(of: start.manner) {
            if equal(argument.bytes, "{args}") {
                var given = start.arguments
                while let argument = given.pointee {
                    arguments.append(argument)
                    given += 1
                }
            } else {
                arguments.append(places.fill(argument).copied())
            }
        }
        arguments.append(nil)
        for assignment in manifest.environment {
            guard let mark = assignment.bytes.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = places.fill(ByteString(assignment.bytes[(mark + 1)...]))
            try Launch.set(ByteString(assignment.bytes[..<mark]), value)
        }
        try Launch.set("BMATRIX_ROOT", root)
        try Launch.set("BMATRIX_SELF", executable)
    }

    private static func set(_ name: ByteString, _ value: ByteString) throws(Failure) {
        if setenv(name.z, value.z, 1) != 0 { throw Failure.last("cannot set " + name) }
    }

    /// Erlang's emulator tries to open it for ever where there is none.
    static func checkDevices() throws(Failure) {
        if access("/dev/null", R_OK | W_OK) != 0 {
            throw .refused("Erlang cannot run here: there is no usable /dev/null; mount /dev")
        }
    }

    /// Becomes the program; comes back only with the error number.
    func run() -> Int32 {
        execve(program.z, arguments, sys_environment())
        return sys_errno()
    }

    /// Has somebody cleaned the folder behind our back?
    var isProgramMissing: Bool { access(program.z, F_OK) != 0 && sys_errno() == ENOENT }

    func failure(_ code: Int32) -> Failure {
        switch code {
        case ENOEXEC, Int32(sys_other_machine):
            return .refused("cannot run " + program + ": it is made for another kind of machine")
        case ENOENT where !isProgramMissing:
            return .refused("cannot run " + program + ": this system lacks the loader that it was built for")
        default: return .system("cannot run " + program, code)
        }
    }
}
