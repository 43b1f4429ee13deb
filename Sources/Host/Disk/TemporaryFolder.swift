package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

extension Disk {
    /// Makes a new folder that only we can use, with a name that begins with `prefix`.
    package func makeTemporaryFolder(in parent: FilePath, prefix: String) throws(DiskError) -> FilePath {
        var template = Array("\(parent.appending(prefix).string).XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw DiskError("create", parent.appending(prefix)) }
        return FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
