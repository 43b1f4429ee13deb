package import Matrix

/// Holds the native code of a tree against the target that it is for.
package struct NativeJudgement: Sendable {
    private let contents: NativeContents
    private let target: Target
    private let limit: Version?

    /// - Parameter limit: The newest glibc that the matrix file lets the artifact need.
    package init(_ contents: NativeContents, target: Target, limit: Version?) {
        self.contents = contents
        self.target = target
        self.limit = limit
    }

    /// Throws the first kind of fault that there is, with all files that have it.
    package func check() throws(Failure) {
        try refuse(.wrongSystem) { $0.system == target.operatingSystem.rawValue ? nil : $0.description }
        try refuse(.wrongMachine) { $0.machines.contains(target.architecture.rawValue) ? nil : $0.description }
        try refuse(.staticEmulator) {
            contents.isStatic && $0.isLibrary ? "a library that the emulator would load" : nil
        }
        try refuse(.wrongLibrary, foreignLibrary)
        try refuse(.foreignLoader, foreignLoader)
        if let limit, contents.glibcFloor != nil { try refuse(.overLimit(limit)) { newer($0, than: limit) } }
        if let there = contents.bundledGlibc ?? target.glibc, target.libc != .musl {
            try refuse(.newerGlibc(there: there, isBundled: contents.bundledGlibc != nil)) { newer($0, than: there) }
        }
    }

    private func foreignLibrary(_ entry: NativeEntry) -> String? {
        guard let libc = entry.libc, target.operatingSystem == .linux else { return nil }
        return (libc == .musl) == (target.libc == .musl) ? nil : "linked with \(libc.rawValue)"
    }

    /// Every system of a kind has the loader at one place; who asks for another was linked for one machine only.
    private func foreignLoader(_ entry: NativeEntry) -> String? {
        guard target.operatingSystem == .linux, let loader = entry.interpreter, !isWrapped(entry) else { return nil }
        if contents.bundledGlibc != nil { return "started by the system's \(loader)" }
        let usual = ["/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/"]
        let folder = loader.lastIndex(of: "/").map { String(loader[...$0]) } ?? ""
        return usual.contains(folder) ? nil : "started by \(loader)"
    }

    /// Whether a stub starts it through the bundled loader.
    private func isWrapped(_ entry: NativeEntry) -> Bool {
        guard contents.bringsLoader, entry.path.hasSuffix(".elf") else { return false }
        let stub = entry.path.dropLast(".elf".count)
        return contents.files.contains { $0.path == stub && $0.interpreter == nil }
    }

    private func newer(_ entry: NativeEntry, than there: Version) -> String? {
        let versions = entry.glibcVersions.filter { $0 > there }.map { "GLIBC_\($0)" }
        let alongside = entry.libstdcxx.map { " (and GLIBCXX_\($0))" } ?? ""
        return versions.isEmpty ? nil : "needs \(versions.joined(separator: ", "))\(alongside)"
    }

    private func refuse(_ fault: NativeFault, _ complaint: (NativeEntry) -> String?) throws(Failure) {
        let found = contents.files.compactMap { entry in complaint(entry).map { "\(entry.path): \($0)" } }
        if !found.isEmpty { throw fault.failure(found, target) }
    }
}
