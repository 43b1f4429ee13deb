import Matrix

/// What can be wrong with the native code of a tree.
enum NativeFault {
    case wrongSystem
    case wrongMachine
    case staticEmulator
    case wrongLibrary
    case foreignLoader
    case newerGlibc(there: Version, isBundled: Bool)
    case overLimit(Version)

    /// The most files that a message names; the log names all.
    private static let named = 3

    /// The failure of a cell, of files with what each is or needs.
    func failure(_ files: [String], _ target: Target) -> Failure {
        let more = files.count > Self.named ? ", and \(files.count - Self.named) more" : ""
        let names = files.prefix(Self.named).joined(separator: "; ")
        return Failure(
            stage: .assemble, code: code, message: "\(names)\(more); \(need(target))", hint: hint(target),
            log: files.count > Self.named ? files : [])
    }

    private var code: String {
        switch self {
        case .wrongSystem: "native.wrong-system"
        case .wrongMachine: "native.wrong-machine"
        case .staticEmulator: "native.static-emulator"
        case .wrongLibrary: "native.wrong-libc"
        case .foreignLoader: "native.foreign-loader"
        case .newerGlibc: "native.newer-glibc"
        case .overLimit: "native.glibc-limit"
        }
    }

    private func need(_ target: Target) -> String {
        switch self {
        case .wrongSystem, .wrongMachine:
            "\(target) runs files for \(target.operatingSystem.rawValue) \(target.architecture.rawValue)"
        case .staticEmulator: "the runtime for \(target) is linked statically and can load no library"
        case .wrongLibrary: "\(target) has \(target.libc == .musl ? "musl" : "glibc")"
        case .foreignLoader: "\(target) cannot be relied on to have that loader"
        case .newerGlibc(let there, isBundled: true): "the glibc that travels with the runtime is \(there)"
        case .newerGlibc(let there, isBundled: false): "\(target) has glibc \(there)"
        case .overLimit(let limit): "the matrix file lets \(target) need glibc \(limit) at most"
        }
    }

    private func hint(_ target: Target) -> String {
        switch self {
        case .wrongSystem, .wrongMachine:
            "compile it for \(target) (a cross compiler in CC, or its precompiled package for that system), "
                + "or keep the file out of priv/"
        case .staticEmulator:
            "leave this app out for \(target); what runs on glibc and on musl alike is any_linux_\(target.architecture.rawValue)"
        case .wrongLibrary: "compile it with the compiler of that C library, or link the program statically"
        case .foreignLoader: "link the program statically, or with the usual loader of its C library"
        case .newerGlibc(_, isBundled: true):
            "compile it on an older system, or take the runtime of a newer suite of `debian`"
        case .newerGlibc(_, isBundled: false):
            "compile it on \(target) or an older system, or choose an any_linux target"
        case .overLimit: "compile it on an older system, take an older runtime, or raise 'glibc' of the matrix file"
        }
    }
}
