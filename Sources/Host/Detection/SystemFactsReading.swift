import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

extension SystemFacts {
    /// This machine's; seen once.
    package static let here = SystemFacts(
        kernel: .here, ldd: answerOfLdd, loaders: loadersHere,
        osRelease: SystemFile.text("/etc/os-release") ?? SystemFile.text("/usr/lib/os-release") ?? "",
        maps: SystemFile.text("/proc/self/maps") ?? "",
        ownGlibc: CLibrary.gnu_get_libc_version?().map { String(cString: $0) })

    /// Where systems have it. What PATH leads to may be anybody's.
    private static let lddPlaces = ["/usr/bin/ldd", "/bin/ldd", "/run/current-system/sw/bin/ldd"]

    private static var answerOfLdd: Answer? {
        guard let ldd = lddPlaces.first(where: { access($0, X_OK) == 0 }),
            let output = BriefProgram.output([ldd, "--version"])
        else { return nil }
        return Answer(path: ldd, status: output.status, text: output.text)
    }

    private static var loadersHere: [String] {
        let names = LibraryDetection.loaders.values.flatMap { [$0.glibc, $0.musl] }.sorted()
        let folders = ["/lib", "/lib64", "/usr/lib", "/usr/lib64"]
        return folders.flatMap { folder in names.map { "\(folder)/\($0)" } }.filter { access($0, F_OK) == 0 }
    }
}

extension SystemFacts.Kernel {
    /// What this machine's kernel says.
    fileprivate static var here: SystemFacts.Kernel {
        var system = utsname()
        guard uname(&system) == 0 else { return SystemFacts.Kernel(name: "", machine: "") }
        return SystemFacts.Kernel(
            name: text(of: system.sysname), release: text(of: system.release), machine: text(of: system.machine))
    }

    private static func text(of field: some Any) -> String {
        withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
