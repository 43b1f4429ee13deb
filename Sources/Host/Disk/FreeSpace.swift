package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

extension Disk {
    /// The bytes that we can still write where the path is, or will be; `nil` when the system does not tell.
    package func freeSpace(at path: FilePath) -> Int? {
        var status = statvfs()
        var place = path
        while statvfs(place.string, &status) != 0 {
            guard errno == ENOENT || errno == ENOTDIR, place.removeLastComponent() else { return nil }
            if place.isEmpty { place = "." }
        }
        let (bytes, overflows) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
            by: Int(clamping: status.f_frsize))
        return overflows ? .max : bytes
    }
}
