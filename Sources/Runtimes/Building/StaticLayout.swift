import Host
import Matrix
import NativeCode
import SystemPackage

/// Puts a static runtime together: bytecode of a runtime of the same OTP, programs that were compiled for it.
struct StaticLayout {
    /// The runtime whose bytecode it gets.
    let base: FilePath
    /// The folder of the compiled programs.
    let programs: FilePath
    let hasCrypto: Bool
    private let disk = Disk()

    /// Fills an empty folder; blocks meanwhile.
    func apply(to root: FilePath) throws {
        let erts = "erts-\(try ErlangRoot(base).ertsVersion())/bin"
        for folder in ["lib", "releases"] { try copy(folder, to: root) }
        try copyPrograms(erts, to: root)
        try copyBoot(to: root)
        if !hasCrypto { try removeApplication("crypto", from: root) }
        // Its helpers would have to be compiled as well; without them it does not start.
        try removeApplication("os_mon", from: root)
        try ErlangRoot(root).checkWholeness()
        try checkPrograms(root.appending(erts))
    }

    /// Everything but native code, which is of another C library.
    private func copy(_ folder: String, to root: FilePath) throws {
        for (path, kind) in try disk.walk(base.appending(folder)) {
            let (source, place) = (base.appending("\(folder)/\(path)"), root.appending("\(folder)/\(path)"))
            switch kind {
            case .folder: try disk.makeFolder(place)
            case .file where try isNative(source): continue
            case .file:
                try disk.makeFolder(place.removingLastComponent())
                try disk.copyFile(source, to: place)
            case .link: try disk.link(place, to: disk.readLink(source))
            case .other: continue
            }
        }
    }

    private func isNative(_ path: FilePath) throws -> Bool {
        NativeFile.mayBegin(try disk.bytes(of: path, count: NativeFile.markLength))
    }

    /// Scripts as they are; of programs those that the build has made.
    private func copyPrograms(_ erts: String, to root: FilePath) throws {
        try disk.makeFolder(root.appending(erts))
        for name in try disk.list(base.appending(erts)) where !name.hasSuffix(".elf") {
            let (source, made) = (base.appending("\(erts)/\(name)"), programs.appending(name))
            let chosen = try disk.kind(of: source) == .file && isNative(source) ? made : source
            if disk.kind(of: chosen) == .file { try disk.copyFile(chosen, to: root.appending("\(erts)/\(name)")) }
        }
    }

    /// The folder `bin` holds boot files, and links to programs of which some are not there.
    private func copyBoot(to root: FilePath) throws {
        try disk.makeFolder(root.appending("bin"))
        for name in try disk.list(base.appending("bin")) {
            let (source, place) = (base.appending("bin/\(name)"), root.appending("bin/\(name)"))
            switch disk.kind(of: source) {
            case .file where try !isNative(source): try disk.copyFile(source, to: place)
            case .link:
                let target = try disk.readLink(source)
                let file = root.appending("bin").pushing(FilePath(target)).lexicallyNormalized()
                if disk.kind(of: file) != nil { try disk.link(place, to: target) }
            default: continue
            }
        }
    }

    private func removeApplication(_ name: String, from root: FilePath) throws {
        let library = root.appending("lib")
        for folder in try disk.list(library) where folder.hasPrefix("\(name)-") {
            try disk.removeTree(library.appending(folder))
        }
    }

    /// A program that asks for a loader is no static one, whatever the linker was told.
    private func checkPrograms(_ folder: FilePath) throws {
        for name in try disk.list(folder) {
            guard let file = NativeFile(try disk.read(folder.appending(name))) else { continue }
            if file.interpreter != nil || !file.needed.isEmpty {
                throw RuntimesError(
                    "runtimes.not-static",
                    "the build has left \(name) linked with \(file.needed.joined(separator: ", "))",
                    hint: "check that musl-gcc is musl's own wrapper of gcc")
            }
        }
    }
}
