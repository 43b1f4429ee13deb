import CLaunchers
package import Digest
import NativeCode

/// Small libraries that take the places of large ones of which a bundle needs next to nothing; see `Sources/Loader`.
package struct StandIns {
    private let libraries: [String: [UInt8]]

    /// Those for a processor; none for one that is not known.
    init(_ machine: ELFFile.Machine) {
        switch machine {
        case .x86_64:
            libraries = [
                Self.cplusplus: Self.bytes(launchers_libstdcxx_linux_x86_64()),
                Self.compiler: Self.bytes(launchers_libgcc_linux_x86_64()),
                Self.zstandard: Self.bytes(launchers_libzstd_linux_x86_64()),
            ]
        case .arm64:
            libraries = [
                Self.cplusplus: Self.bytes(launchers_libstdcxx_linux_arm64()),
                Self.compiler: Self.bytes(launchers_libgcc_linux_arm64()),
                Self.zstandard: Self.bytes(launchers_libzstd_linux_arm64()),
            ]
        case .other: libraries = [:]
        }
    }

    /// The bytes of all of them: another one gives other trees.
    package static let digest: DigestValue = {
        var hash = SHA256()
        for machine in [ELFFile.Machine.x86_64, .arm64] {
            for (_, bytes) in StandIns(machine).libraries.sorted(by: { $0.key < $1.key }) {
                hash.update("\(SHA256.digest(of: bytes))\n")
            }
        }
        return hash.finalize()
    }()

    static let cplusplus = "libstdc++.so.6"
    static let compiler = "libgcc_s.so.1"
    private static let zstandard = "libzstd.so.1"

    /// Whether there is one for a library, and all that is linked with that are files of the runtime whose ways are known.
    ///
    /// - Parameters:
    ///   - users: paths in the tree; libraries of the bundle by their names.
    ///   - isRuntimeOnly: whether the tree has no native code but the runtime's. Other code may load what needs the whole of the
    ///     compiler's library, which no file would tell.
    func mayReplace(_ name: String, usedBy users: Set<String>, isRuntimeOnly: Bool) -> Bool {
        guard libraries[name]?.isEmpty == false, isRuntimeOnly || name != Self.compiler else { return false }
        let known = name == Self.zstandard ? "libcrypto.so." : "erts-"
        return !users.isEmpty && users.allSatisfy { $0.hasPrefix(known) }
    }

    /// The library in place of `real`, if it has every symbol of that which its users want.
    func substitute(for name: String, users: [[UInt8]], real: [UInt8]) -> [UInt8]? {
        guard let library = libraries[name], let has = ELFSymbols(library)?.offered, let all = ELFSymbols(real)?.offered
        else { return nil }
        for user in users {
            guard let wanted = ELFSymbols(user)?.wanted, wanted.intersection(all).isSubset(of: has) else { return nil }
        }
        return library
    }

    private static func bytes(_ file: launchers_file) -> [UInt8] {
        Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
}
