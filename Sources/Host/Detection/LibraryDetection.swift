/// Which C library a Linux system has: `ldd --version`, loader files, os-release and `/proc/self/maps` are asked, and the first that
/// knows decides.
package struct LibraryDetection: Hashable, Sendable {
    /// What each step saw and makes of it, in their order.
    package let steps: [DetectionStep]
    /// The step that decided; `nil` when none knows.
    package let decisive: DetectionStep?

    /// What follows from what was seen.
    package init(_ facts: SystemFacts) {
        let loaders = Self.step(loaders: facts)
        // A program can say anything: if the other library's loader is all there is, it speaks of something else.
        let ldd = Self.step(ldd: facts.ldd).doubted(by: loaders)
        steps = [ldd, loaders, DistributionRelease(facts).step, Self.step(maps: facts)]
        decisive = steps.first { $0.library != nil }
    }

    /// The library; `nil` when nothing tells, as where there is none.
    package var library: SystemLibrary? { decisive?.library }

    /// Its version, by the first step that knows it and means the same library.
    package var version: String? {
        library.flatMap { library in steps.lazy.filter { $0.library == library }.compactMap(\.version).first }
    }

    /// The loaders' names by the kernel's word for the processor.
    static let loaders: [String: (glibc: String, musl: String)] = [
        "x86_64": ("ld-linux-x86-64.so.2", "ld-musl-x86_64.so.1"),
        "aarch64": ("ld-linux-aarch64.so.1", "ld-musl-aarch64.so.1"),
    ]

    private static func step(ldd answer: SystemFacts.Answer?) -> DetectionStep {
        let name = "ldd --version"
        guard let answer else { return DetectionStep(name, seen: "no ldd at its usual places") }
        let lines = answer.text.split(whereSeparator: \.isNewline)
        let first = lines.first.map { String($0.prefix(100)) } ?? "nothing"
        let seen = "\(answer.path): \(first)"
        // glibc's ends well, and its first line ends with the version; musl's loader says what it is, and that it was misused.
        if answer.status == 0, first.hasPrefix("ldd ("), first.contains("GLIBC") || first.contains("GNU libc") {
            return DetectionStep(name, seen: seen, .glibc, version: first.split(separator: " ").last.map(String.init))
        }
        if first.hasPrefix("musl libc") {
            let version = lines.first { $0.hasPrefix("Version ") }.map { String($0.dropFirst(8)) }
            return DetectionStep(name, seen: seen, .musl, version: version)
        }
        return DetectionStep(name, seen: "\(seen) (of no C library that is known)")
    }

    private static func step(loaders facts: SystemFacts) -> DetectionStep {
        let name = "loader files"
        guard let names = loaders[facts.kernel.machine] else { return DetectionStep(name, seen: "none is known") }
        let glibc = facts.loaders.first { $0.hasSuffix("/\(names.glibc)") }
        let musl = facts.loaders.first { $0.hasSuffix("/\(names.musl)") }
        switch (glibc, musl) {
        case (nil, nil): return DetectionStep(name, seen: "none")
        case (let glibc?, nil): return DetectionStep(name, seen: glibc, .glibc)
        case (nil, let musl?): return DetectionStep(name, seen: musl, .musl)
        case (let glibc?, let musl?): return DetectionStep(name, seen: "both \(glibc) and \(musl)")
        }
    }

    private static func step(maps facts: SystemFacts) -> DetectionStep {
        let name = "/proc/self/maps"
        let files = facts.maps.split(separator: "\n").compactMap { line in
            line.split(separator: " ", maxSplits: 5).dropFirst(5).first
        }
        for file in files {
            let path = file.drop { $0 == " " }
            let last = path.split(separator: "/").last ?? ""
            if last.hasPrefix("ld-musl-") || last.hasPrefix("libc.musl-") {
                return DetectionStep(name, seen: String(path), .musl)
            }
            if last == "libc.so.6" || last.hasPrefix("libc-2.") {
                return DetectionStep(name, seen: String(path), .glibc, version: facts.ownGlibc)
            }
        }
        return DetectionStep(name, seen: facts.maps.isEmpty ? "cannot be read" : "no C library that is known")
    }
}

extension DetectionStep {
    /// The same without its verdict, where another step speaks for the other library.
    fileprivate func doubted(by other: DetectionStep) -> DetectionStep {
        guard let library, let otherLibrary = other.library, library != otherLibrary else { return self }
        return DetectionStep(name, seen: "\(seen) (not believed: there is only \(other.seen))")
    }
}
