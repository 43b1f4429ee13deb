import Host
import NativeCode
import SystemPackage

/// Which of the bundled C libraries the programs and drivers of a tree need, directly or through one another.
struct SharedLibraries {
    let bundled: FilePath
    let runtime: RuntimeFolders
    let disk: Disk

    /// A library that comes along.
    struct Choice {
        /// What is linked with it: paths in the tree, or names of bundled libraries.
        var users: Set<String>
        /// What takes its place.
        var standIn: [UInt8]?
    }

    /// Loaded on demand, so that no file names them: the loader itself, what cancelling a thread needs, and what sockets
    /// of OTP 29 look for when they start.
    private static let always: Set<String> = ["ld.so", "libc.so.6", "libgcc_s.so.1", "libsctp.so.1"]

    /// The names in the bundled folder that have to come along.
    func needed(by tree: FilePath) throws(DiskError) -> [String: Choice] {
        let names = try disk.list(bundled)
        var files: [String: [String]] = [:]
        for (path, kind) in try disk.walk(tree) where kind == .file && mayBeELF(path) {
            files[path] = try libraries(of: tree.appending(path))
        }
        let standIns = StandIns(try machine())
        var replaced: [String: [UInt8]] = [:]
        var found = try closure(names, files, without: [])
        // One that is replaced needs nothing more, which may leave another with fewer users.
        while let (name, library) = try replacement(standIns, found, replaced, files, tree) {
            replaced[name] = library
            found = try closure(names, files, without: Set(replaced.keys))
        }
        for (name, library) in replaced { found[name]?.standIn = library }
        return found
    }

    /// A library that something small can take the place of.
    private func replacement(
        _ standIns: StandIns, _ found: [String: Choice], _ replaced: [String: [UInt8]], _ files: [String: [String]],
        _ tree: FilePath
    ) throws(DiskError) -> (name: String, library: [UInt8])? {
        let isRuntimeOnly = files.keys.allSatisfy(runtime.hold)
        for (name, choice) in found.sorted(by: { $0.key < $1.key }) {
            guard replaced[name] == nil,
                standIns.mayReplace(name, usedBy: choice.users, isRuntimeOnly: isRuntimeOnly)
            else { continue }
            var users: [[UInt8]] = []
            for user in choice.users {
                users.append(try disk.read(files[user] == nil ? bundled.appending(user) : tree.appending(user)))
            }
            let real = try disk.read(bundled.appending(name))
            if let library = standIns.substitute(for: name, users: users, real: real) { return (name, library) }
        }
        return nil
    }

    /// Follows what each library needs itself; those in `without` need nothing.
    private func closure(
        _ names: [String], _ files: [String: [String]], without: Set<String>
    ) throws(DiskError) -> [String: Choice] {
        var found: [String: Choice] = [:]
        for name in names where Self.always.contains(name) || isLoaderLink(name) { found[name] = Choice(users: []) }
        var pending = files.map { (user: $0.key, libraries: $0.value) }
        for name in found.keys { pending.append((name, try libraries(of: bundled.appending(name)) ?? [])) }
        while let next = pending.popLast() {
            for library in next.libraries where names.contains(library) {
                let isNew = found[library] == nil
                found[library, default: Choice(users: [])].users.insert(next.user)
                if isNew && !without.contains(library) {
                    pending.append((library, try libraries(of: bundled.appending(library)) ?? []))
                }
            }
        }
        return found
    }

    private func machine() throws(DiskError) -> ELFFile.Machine {
        let library = bundled.appending("libc.so.6")
        guard disk.kind(of: library) == .file else { return .other(0) }
        return ELFFile(try disk.read(library))?.machine ?? .other(0)
    }

    private func isLoaderLink(_ name: String) -> Bool { name.hasPrefix("ld-linux") }

    /// Modules and texts make up nearly all of a tree and are passed over unread.
    private func mayBeELF(_ path: String) -> Bool {
        path.hasPrefix("erts-") || path.contains("/priv/")
    }

    /// Nil if it is no such file.
    private func libraries(of file: FilePath) throws(DiskError) -> [String]? {
        guard disk.kind(of: file) == .file else { return nil }
        return ELFFile(try disk.read(file))?.needed
    }
}
