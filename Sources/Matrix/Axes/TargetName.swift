/// The names of targets that nobody has named: `linux_gnu_2_31_x86_64`, `linux_gnu_arm64`, `windows_arm64`.
///
/// They have no hyphen, so that a target can be told from the rest of an artifact's name.
extension Platform {
    /// The name of a target of this kind.
    var targetName: String {
        let system = operatingSystem.rawValue
        let library = libc.map { $0 == .glibc ? "_gnu" : "_\($0.rawValue)" } ?? ""
        let floor = glibc.map { "_" + $0.numbers.map(String.init).joined(separator: "_") } ?? ""
        return "\(system)\(library)\(floor)_\(architecture.rawValue)"
    }

    /// Such names, as a regular expression that ECMAScript readers know.
    package static let targetNamePattern = "(linux_gnu(_[0-9]+_[0-9]+)?|windows)_(x86_64|arm64)"

    /// Reads such a name.
    init?(targetName name: String) {
        guard let architecture = Architecture.allCases.first(where: { name.hasSuffix("_\($0.rawValue)") }) else {
            return nil
        }
        let system = name.dropLast(architecture.rawValue.count + 1)
        if system == "windows" {
            self.init(.windows, architecture)
        } else if system == "linux_gnu" {
            self.init(.linux, architecture, .glibc)
        } else if system.hasPrefix("linux_gnu_"),
            let floor = Version(glibc: system.dropFirst(10).replacing("_", with: "."))
        {
            self.init(.linux, architecture, .glibc, glibc: floor)
        } else {
            return nil
        }
        guard targetName == name else { return nil }
    }

    /// The same without what says nothing: a version of glibc where it is not the C library, no C library at all on a Linux.
    ///
    /// Of a Linux that has none, only programs that bring their own can be asked for.
    var settled: Platform {
        guard operatingSystem == .linux else { return Platform(operatingSystem, architecture) }
        return Platform(.linux, architecture, libc ?? .bundled, glibc: libc == .glibc ? glibc : nil)
    }
}

extension Version {
    /// A version of glibc, which has two numbers: `2.31`.
    package init?(glibc text: some StringProtocol) {
        guard let version = Version(String(text)), version.preRelease == nil, version.numbers.count == 2 else {
            return nil
        }
        self.init("\(version.numbers[0]).\(version.numbers[1])")
    }
}
