import Host
import Reports
import Runtimes
import SystemPackage

/// The folder in which runtimes and results are kept.
struct CacheExamination {
    let surroundings: DoctorSurroundings

    /// One OTP with its Elixir, as fetched and unpacked, takes about this much.
    private static let enoughSpace = 500 << 20
    private static let plentyOfSpace = 4 << 30

    var examination: Examination {
        let path: FilePath
        do throws(RuntimesError) { path = try Store.location(environment: surroundings.environment) } catch {
            return Examination("cache", .problem, seen: error.message, mend: error.hint)
        }
        let free = surroundings.disk.freeSpace(at: path)
        let facts = ["path": path.string, "free": free.map(String.init) ?? ""]
        guard let state = FolderState(path) else { return missing(path, free, facts) }
        let rights = "mode \(String(state.mode, radix: 8))"
        let seen = "\(path), ours, \(rights), " + (free.map { "\(size($0)) free" } ?? "free space unknown")
        if !state.isOurs { return refused("\(path) is owned by user \(state.owner)", "use a cache of your own", facts) }
        if state.mode & 0o022 != 0 { return refused("others may write to \(path) (\(rights))", "chmod 700 it", facts) }
        if !state.isWritable { return refused("\(path) cannot be written", "make it writable", facts) }
        if !state.allowsPrograms {
            return refused("\(path) is on a mount with noexec: no runtime could be started", "use another disk", facts)
        }
        return space(seen, free, facts)
    }

    /// A folder that the first run will make.
    private func missing(_ path: FilePath, _ free: Int?, _ facts: [String: String]) -> Examination {
        var parent = path
        while FolderState(parent) == nil {
            if surroundings.disk.kind(of: parent) != nil {
                return refused("\(parent) is not a folder", "move it away", facts)
            }
            guard parent.removeLastComponent() else { break }
        }
        guard let state = FolderState(parent), state.isWritable else {
            return refused("\(path) is not there, and \(parent) cannot be written", "make it", facts)
        }
        return space("\(path), which the first run makes" + (free.map { ", \(size($0)) free" } ?? ""), free, facts)
    }

    private func space(_ seen: String, _ free: Int?, _ facts: [String: String]) -> Examination {
        guard let free, free < Self.plentyOfSpace else { return Examination("cache", seen: seen, facts: facts) }
        return Examination(
            "cache", free < Self.enoughSpace ? .problem : .note, seen: seen,
            follows: "a runtime with its Elixir takes up to 500 MiB while it is fetched and unpacked",
            mend: "make room there, or set BMATRIX_CACHE to a folder on a larger disk", facts: facts)
    }

    private func refused(_ seen: String, _ mend: String, _ facts: [String: String]) -> Examination {
        Examination(
            "cache", .problem, seen: seen, follows: "no run can begin",
            mend: "\(mend), or set BMATRIX_CACHE to another folder", facts: facts)
    }
}
