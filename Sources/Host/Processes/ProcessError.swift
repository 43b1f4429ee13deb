import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Why a command could not be run.
package struct ProcessError: Error, Hashable, Sendable {
    /// A stable code such as `process.not-found`.
    package let code: String
    package let message: String
    package let hint: String

    package init(code: String, message: String, hint: String = "") {
        self.code = code
        self.message = message
        self.hint = hint
    }

    static func notFound(_ path: FilePath) -> Self {
        Self(code: "process.not-found", message: "cannot run \(path): there is no such file")
    }

    static func interpreterMissing(_ path: FilePath) -> Self {
        Self(
            code: "process.interpreter-missing",
            message: "cannot run \(path): the interpreter or dynamic loader that it names is not on this machine",
            hint: "the program was made for a system with another C library, or its first line names a missing program")
    }

    static func notExecutable(_ path: FilePath, _ reason: String) -> Self {
        Self(
            code: "process.not-executable", message: "cannot run \(path): \(reason)",
            hint: "it has to be a regular file with execute permission (chmod +x), not on a noexec mount")
    }

    static func wrongFormat(_ path: FilePath) -> Self {
        Self(
            code: "process.wrong-format", message: "cannot run \(path): it is not a program for this machine",
            hint: "check the architecture it was built for, and that the file is not empty or cut short")
    }

    static func badFolder(_ path: FilePath) -> Self {
        Self(
            code: "process.folder",
            message: "cannot work in \(path): there is no such folder, or it is closed to us")
    }

    static func badText(_ path: FilePath) -> Self {
        Self(
            code: "process.bad-argument",
            message:
                "cannot run \(path): a NUL in an argument or a variable, or a variable's name that is empty or holds ="
        )
    }

    static func failed(_ path: FilePath, _ reason: String) -> Self {
        Self(
            code: "process.failed", message: "cannot run \(path): \(reason)",
            hint: "the system may be short of memory, processes or open files")
    }

    static func noTerminal(_ path: FilePath) -> Self {
        Self(
            code: "process.no-terminal",
            message: "cannot run \(path) on a terminal: \(String(cString: strerror(errno)))",
            hint: "the system has no pseudo terminals to give; is /dev/pts mounted?")
    }

    static func file(_ path: FilePath, _ number: Int32) -> Self {
        Self(code: "process.file", message: "cannot open \(path): \(String(cString: strerror(number)))")
    }

    static func interrupted(_ path: FilePath) -> Self {
        Self(code: "process.interrupted", message: "\(path) was ended because the run was interrupted")
    }

    static func noKeeper(_ reason: String) -> Self {
        Self(code: "process.no-keeper", message: "this bmatrix cannot start programs: \(reason)")
    }

    /// The error of a failed start, from the keeper's step and the system's error number.
    static func start(_ command: Command, _ step: String, _ number: Int32) -> Self {
        switch step {
        case "program": start(command.executable, number)
        case "folder": badFolder(command.folder)
        case _ where step.hasPrefix("sandbox:"): sandbox(command.executable, String(step.dropFirst(8)), number)
        default: failed(command.executable, "\(step): \(String(cString: strerror(number)))")
        }
    }

    private static func sandbox(_ path: FilePath, _ step: String, _ number: Int32) -> Self {
        Self(
            code: "process.isolation",
            message: "cannot isolate \(path): \(step): \(String(cString: strerror(number)))",
            hint: "the folders that it needs have to exist; the system may be short of memory or namespaces")
    }

    /// The error of a failed start, from the system's error number.
    static func start(_ path: FilePath, _ number: Int32) -> Self {
        switch number {
        case ENOENT: interpreterMissing(path)
        case EACCES, EPERM: notExecutable(path, String(cString: strerror(number)))
        case ENOEXEC: wrongFormat(path)
        default: failed(path, String(cString: strerror(number)))
        }
    }
}
