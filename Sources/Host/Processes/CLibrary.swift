#if canImport(Glibc)
    import Glibc
#endif

/// Functions of the C library that Swift does not import, because they are extensions of POSIX or take variable
/// arguments. They are looked up by name, and are `nil` in a C library without them.
enum CLibrary {
    typealias Control = @convention(c) (CInt, CUnsignedLong, CUnsignedLong, CUnsignedLong, CUnsignedLong) -> CInt
    typealias OpenTerminal = @convention(c) (CInt) -> CInt
    typealias PrepareTerminal = @convention(c) (CInt) -> CInt
    typealias TerminalName = @convention(c) (CInt, UnsafeMutablePointer<CChar>, Int) -> CInt
    typealias MakeMemoryFile = @convention(c) (UnsafePointer<CChar>, CUnsignedInt) -> CInt

    typealias AddCloseFrom = @convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, CInt) -> CInt
    typealias Affinity = @convention(c) (CInt, Int, UnsafeMutableRawPointer?) -> CInt

    typealias SynchronizeRange = @convention(c) (CInt, Int64, Int64, CUnsignedInt) -> CInt

    typealias LibraryVersion = @convention(c) () -> UnsafePointer<CChar>?

    /// glibc alone has it.
    static var gnu_get_libc_version: LibraryVersion? { function("gnu_get_libc_version") }
    static var sched_getaffinity: Affinity? { function("sched_getaffinity") }
    static var prctl: Control? { function("prctl") }
    static var posix_openpt: OpenTerminal? { function("posix_openpt") }
    static var grantpt: PrepareTerminal? { function("grantpt") }
    static var unlockpt: PrepareTerminal? { function("unlockpt") }
    static var ptsname_r: TerminalName? { function("ptsname_r") }
    static var memfd_create: MakeMemoryFile? { function("memfd_create") }
    static var sync_file_range: SynchronizeRange? { function("sync_file_range") }

    static var posix_spawn_file_actions_addclosefrom_np: AddCloseFrom? {
        function("posix_spawn_file_actions_addclosefrom_np")
    }

    private static func function<Function>(_ name: String) -> Function? {
        dlsym(nil, name).map { unsafeBitCast($0, to: Function.self) }
    }
}
