import Host
import NativeCode
import SystemPackage

/// Takes away of the native code of a finished tree what nothing in it needs: sections for debuggers, symbols that no file asks
/// for, and tables for exceptions where all is the runtime's own and throws none.
struct NativeTrimming {
    let tree: TreeWriter
    let runtime: RuntimeFolders
    /// Whether files of the project stay as they are.
    let keepsProject: Bool

    /// What NIFs and drivers are linked with; one may be loaded that is not in the tree.
    private static let interface = ["enif_", "driver_", "erl_"]

    /// Libraries of which a tree needs a few functions, by names that no other library has.
    private static let large = ["libcrypto.so.", "libtinfo.so."]
    /// What only code that throws or looks up the stack is linked with.
    private static let throwing: Set<String> = [
        "_Unwind_RaiseException", "_Unwind_Backtrace", "__cxa_throw", "dl_iterate_phdr", "_dl_find_object",
        "__register_frame", "backtrace",
    ]

    private struct File {
        var path: String
        var wanted: Set<String>
        var copied: Set<String>
        var needed: [String]
    }

    /// Trims each file in its place.
    func run() throws(DiskError) {
        let files = try files()
        let wanted = files.reduce(into: Set<String>()) { $0.formUnion($1.wanted) }
        let copied = files.reduce(into: Set<String>()) { $0.formUnion($1.copied) }
        let throwsNothing = hasBundle && files.allSatisfy { neverThrows($0) }
        for file in files where runtime.hold(file.path) || !keepsProject {
            let place = tree.root.appending(file.path)
            let bytes = try tree.disk.read(place)
            var trimmed = ELFStripping.stripped(bytes) ?? bytes
            if isEmulator(file.path) {
                trimmed = without(trimmed) { name in
                    wanted.contains(name) || Self.interface.contains(where: name.hasPrefix)
                }
            } else if Self.large.contains(where: { file.path.hasPrefix("libc/" + $0) }) {
                trimmed = ELFSymbols(trimmed)?.boundToItself(except: copied) ?? trimmed
                trimmed = without(trimmed) { wanted.contains($0) || copied.contains($0) }
            }
            // The bundle's own loader reads the newer table.
            if hasBundle && isLibrary(file.path) { trimmed = ELFSymbols(trimmed)?.withoutOldHash() ?? trimmed }
            // A thread that ends finds the way up by those of the compiler's library, where that is the real one.
            if throwsNothing && !file.path.hasPrefix("libc/" + StandIns.compiler) {
                trimmed = ELFUnwinding.removed(trimmed) ?? trimmed
            }
            if trimmed == bytes { continue }
            try tree.disk.write(trimmed, to: place, mode: tree.disk.isExecutable(place) ? 0o755 : 0o644, durable: false)
        }
    }

    /// Code of a project may throw through the runtime's, or load something that does.
    private func neverThrows(_ file: File) -> Bool {
        if isLibrary(file.path) || isProgram(file.path) { return true }
        return runtime.hold(file.path) && file.wanted.isDisjoint(with: Self.throwing)
            && !file.needed.contains(StandIns.cplusplus)
    }

    private func without(_ bytes: [UInt8], _ isAsked: (String) -> Bool) -> [UInt8] {
        ELFSymbols(bytes)?.keeping(isAsked) ?? bytes
    }

    private func files() throws(DiskError) -> [File] {
        var found: [File] = []
        for (path, kind) in try tree.disk.walk(tree.root) where kind == .file && !path.hasSuffix(".beam") {
            let place = tree.root.appending(path)
            guard NativeFile.mayBegin(try tree.disk.bytes(of: place, count: NativeFile.markLength)) else { continue }
            let bytes = try tree.disk.read(place)
            guard let file = ELFFile(bytes) else { continue }
            let symbols = ELFSymbols(bytes)
            found.append(
                File(
                    path: path, wanted: symbols?.wanted ?? [], copied: symbols?.copied ?? [], needed: file.needed))
        }
        return found
    }

    private var hasBundle: Bool { tree.disk.kind(of: tree.root.appending("libc/libc.so.6")) == .file }

    private func isLibrary(_ path: String) -> Bool { path.hasPrefix("libc/") }

    private func isProgram(_ path: String) -> Bool { path.hasPrefix("erts-") }

    private func isEmulator(_ path: String) -> Bool {
        isProgram(path) && (path.hasSuffix("/bin/beam.smp") || path.hasSuffix("/bin/beam.smp.elf"))
    }
}
