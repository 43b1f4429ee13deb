package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// What a folder's owner, modes and mount allow.
package struct FolderState: Hashable, Sendable {
    /// The owner's number.
    package let owner: Int
    /// Whether it is ours.
    package let isOurs: Bool
    /// The rights, such as 0o700.
    package let mode: UInt32
    /// Whether we can write to it; the mount may be read-only.
    package let isWritable: Bool
    /// Whether programs in it can be started.
    package let allowsPrograms: Bool

    /// ST_NOEXEC of statvfs(3).
    private static let noPrograms: UInt = 8

    /// What stands at the path; `nil` when that is no folder.
    package init?(_ path: FilePath) {
        var (status, mount) = (stat(), statvfs())
        guard stat(path.string, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            statvfs(path.string, &mount) == 0
        else { return nil }
        owner = Int(status.st_uid)
        isOurs = status.st_uid == geteuid()
        mode = status.st_mode & 0o7777
        isWritable = access(path.string, W_OK | X_OK) == 0
        allowsPrograms = mount.f_flag & Self.noPrograms == 0
    }
}
