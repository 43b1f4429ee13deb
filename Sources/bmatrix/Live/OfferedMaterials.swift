import Builds
import Digest
import Releases
import Runtimes
import SystemPackage

extension Material {
    /// A file that something on offer is made from. Paths of this machine, and what opens a server's doors, are left out.
    init(_ file: OfferedFile) {
        let uri: String
        if file.url.hasSuffix(".deb"), !file.url.contains("://"), !file.url.hasPrefix("/") {
            uri = PackageURL(debian: file.name, version: file.version, file: file.url).text
        } else if let scheme = ["https://", "http://"].first(where: file.url.hasPrefix) {
            let rest = file.url.dropFirst(scheme.count).prefix { $0 != "?" && $0 != "#" }
            let host = rest.prefix { $0 != "/" }
            uri = scheme + (host.split(separator: "@").last ?? "") + rest.dropFirst(host.count)
        } else {
            uri = "file:\(PackageURL.encoded(FilePath(file.url).lastComponent?.string ?? file.name))"
        }
        // What it was used for, whoever uses it tells.
        self.init(
            role: .runtime, name: file.name, version: file.version ?? "", uri: uri, sha256: file.sha256.hex)
    }
}
