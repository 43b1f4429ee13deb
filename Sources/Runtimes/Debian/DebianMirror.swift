import Host
package import SystemPackage

/// Finds the mirror of Debian's main archive that the host itself uses.
package enum DebianMirror {
    private static let suites: Set<String> = [
        "oldoldstable", "oldstable", "stable", "testing", "unstable", "sid", "bullseye", "bookworm", "trixie", "forky",
        "duke",
    ]

    /// The URL of the mirror in apt's source lists below a root folder, without a slash at its end.
    ///
    /// `runtimes.no-mirror` when the host has none, for example because it is no Debian.
    package static func find(root: FilePath = "/") throws(RuntimesError) -> String {
        guard let url = best(of: read(root.appending("etc/apt"))) else { throw .noMirror }
        return url
    }

    /// The sources that a folder like `/etc/apt` holds, in apt's order.
    private static func read(_ folder: FilePath) -> [AptSource] {
        var sources = (try? Disk().readText(folder.appending("sources.list"))).map(AptSources.lines) ?? []
        let parts = folder.appending("sources.list.d")
        for name in (try? Disk().list(parts)) ?? [] {
            guard let text = try? Disk().readText(parts.appending(name)) else { continue }
            if name.hasSuffix(".list") { sources += AptSources.lines(text) }
            if name.hasSuffix(".sources") { sources += AptSources.stanzas(text) }
        }
        return sources
    }

    /// The URL that most likely serves the main archive.
    ///
    /// Others offer packages for Debian's suites under the same names, so what speaks for Debian itself decides:
    /// its keyring, its usual path, and the suite of updates beside the suite.
    static func best(of sources: [AptSource]) -> String? {
        var best: (url: String, weight: Int)?
        for source in sources where source.types.contains("deb") && source.components.contains("main") {
            guard source.suites.contains(where: suites.contains) else { continue }
            for url in source.uris.map(trimmed) where url.hasPrefix("http://") || url.hasPrefix("https://") {
                let weight = weight(of: url, source, sources)
                if weight > best?.weight ?? 0 { best = (url, weight) }
            }
        }
        return best?.url
    }

    private static func weight(of url: String, _ source: AptSource, _ all: [AptSource]) -> Int {
        let hasUpdates = all.contains { other in
            other.uris.map(trimmed).contains(url) && other.suites.contains { $0.hasSuffix("-updates") }
        }
        return 1 + (source.signedBy.contains("debian-archive") ? 4 : 0) + (url.hasSuffix("/debian") ? 2 : 0)
            + (hasUpdates ? 1 : 0)
    }

    private static func trimmed(_ url: String) -> String {
        url.hasSuffix("/") ? String(url.dropLast()) : url
    }
}

extension RuntimesError {
    static let noMirror = RuntimesError(
        "runtimes.no-mirror", "this host's apt sources name no mirror of Debian's main archive",
        hint: "set 'mirror:' in the matrix file to the URL of a Debian mirror (the one that ends in /debian)")
}
