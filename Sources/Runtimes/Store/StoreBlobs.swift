import Host
package import SystemPackage

extension Store {
    static let blobPrefix = "blob-"

    /// The small file of that key, if it is there.
    package func blob(_ kind: Kind, _ key: String) throws(RuntimesError) -> FilePath? {
        try find(kind, key, as: .file)
    }

    /// Stores bytes under a key, in place of what was there; for content that costs less to make than to lock.
    @discardableResult
    package func storeBlob(_ bytes: [UInt8], _ kind: Kind, _ key: String) throws(RuntimesError) -> FilePath {
        let place = try path(kind, key)
        let temporary = temporaryPath("\(Self.blobPrefix)\(kind.rawValue)-\(UInt64.random(in: 0 ... .max))")
        do throws(DiskError) {
            try Disk().write(bytes, to: temporary)
            try Disk().rename(temporary, to: place)
        } catch {
            try? Disk().removeTree(temporary)
            throw RuntimesError(error)
        }
        return place
    }
}
