/// A known way in which the Erlang runtime tells that it could not start or go on.
struct CrashSign {
    /// The line of the output that shows it.
    let line: String
    let hint: String

    /// The first sign in a printable output.
    static func find(in output: String) -> CrashSign? {
        let lines = output.split(separator: "\n")
        for (text, hint) in known {
            guard let line = lines.first(where: { $0.contains(text) }) else { continue }
            return CrashSign(line: String(line.prefix(300)), hint: hint)
        }
        return nil
    }

    // The more telling ones first: one crash shows several.
    private static let known: [(text: String, hint: String)] = [
        (
            "Failed to load NIF library",
            "the native library was built for another C library, architecture or OTP release"
        ),
        ("' not found (required by", "a program or library needs a newer C library than the one it was packed with"),
        ("cannot open shared object file", "a shared library that a program or NIF needs is not in the artifact"),
        ("Exec format error", "a program inside the artifact was built for another architecture"),
        ("cannot expand $", "the boot script names a variable that was not given with -boot_var"),
        ("cannot get bootfile", "the boot file is not in the artifact, or is named wrongly"),
        ("could not load application", "the application is not in the release: add it to its applications"),
        ("no such file or directory\",\"", "an application's .app file is missing: is the application in the release?"),
        ("{undef,", "a module or function is missing: is its application in `extra_applications` or the dependencies?"),
        ("UndefinedFunctionError", "a module or function is missing: is its application in the release?"),
        ("{load_failed,", "modules could not be loaded: were they compiled for this OTP release?"),
        ("application_start_failure", "an application's start failed; the reason is in the output"),
        (
            "application_terminated",
            "the application ended by itself, for instance because a process of it kept crashing"
        ),
        ("Kernel pid terminated", "the runtime ended because an application could not start or crashed"),
        ("Runtime terminating during boot", "the boot script failed; the reason is in the output"),
        ("Cannot allocate", "the runtime ran out of memory"),
        ("Crash dump is being written", "the runtime crashed; the reason is in the output"),
        ("** (", "an exception ended the program"),
        ("escript: exception", "an exception ended the escript"),
    ]
}
