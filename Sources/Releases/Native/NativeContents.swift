package import Matrix
package import NativeCode

/// The native code of a release tree: what each file was made for, and what it needs.
package struct NativeContents: Hashable, Codable, Sendable {
    /// Every program and library but those of the bundled C library, by their paths.
    package var files: [NativeEntry] = []
    /// The version of the glibc that travels with the tree.
    package var bundledGlibc: Version?
    /// Whether a C library of any kind travels with the tree and starts its programs.
    package var bringsLoader = false
    /// Whether the emulator is linked statically, so that it can load no library.
    package var isStatic = false

    /// The oldest glibc on which everything starts; `nil` where that does not matter, because the C library comes along,
    /// or because nothing asks for a glibc.
    package var glibcFloor: Version? {
        !bringsLoader ? files.compactMap(\.glibc).max() : nil
    }

    package init() {}

    /// Takes in a file of the tree; objects for a linker, which are neither started nor loaded, do not count.
    package mutating func add(_ path: String, _ file: NativeFile) {
        if path == "libc/libc.so.6" { bundledGlibc = GlibcSymbols.versions(in: file.definedVersions).last }
        if path.hasPrefix("libc/") || file.role == .object { return }
        files.append(NativeEntry(path: path, file))
    }
}

/// One file of native code in a release tree.
package struct NativeEntry: Hashable, Codable, Sendable {
    /// The path below the tree's root.
    package var path: String
    /// The form of the file: `ELF`, `Mach-O`, `PE`.
    package var format: String
    /// The operating system, such as `linux`.
    package var system: String
    /// The processors, such as `x86_64`.
    package var machines: [String]
    /// Whether it is loaded by a program, as NIFs are.
    package var isLibrary: Bool
    /// The dynamic loader that a program asks for.
    package var interpreter: String?
    /// The C library that it is linked with, as far as that shows.
    package var libc: CLibrary?
    /// The versions of glibc whose symbols it uses, oldest first.
    package var glibcVersions: [Version]
    /// The newest version of libstdc++ whose symbols it uses, such as `3.4.32`.
    package var libstdcxx: Version?

    /// The oldest glibc that it starts on.
    package var glibc: Version? { glibcVersions.last }

    init(path: String, _ file: NativeFile) {
        self.path = path
        format = file.format.rawValue
        system = file.system
        machines = file.machines
        isLibrary = file.role == .library
        interpreter = file.interpreter
        glibcVersions = GlibcSymbols.versions(in: file.symbolVersions)
        libstdcxx = GlibcSymbols.versions("GLIBCXX_", in: file.symbolVersions).last
        let names = file.needed + [file.interpreter].compactMap(\.self)
        if names.contains(where: { $0.contains("musl") || $0 == "libc.so" }) {
            libc = .musl
        } else if !glibcVersions.isEmpty || names.contains(where: { $0.contains("ld-linux") || $0 == "libc.so.6" }) {
            libc = .glibc
        }
    }

    /// What the file is, such as `an ELF file for linux arm64`.
    var description: String {
        "\(format == "ELF" ? "an" : "a") \(format) file for \(system) \(machines.joined(separator: " and "))"
    }
}
