import BEAM
import Host
import SystemPackage

/// Puts the files of a release tree in place, modules stripped.
struct TreeWriter {
    let root: FilePath
    let disk: Disk

    /// Copies what stands at `source` to `path`; modules lose all chunks but those needed to run, and `keeping`.
    ///
    /// - Parameter keeping: further chunks to keep; `nil` keeps modules as they are.
    func copy(_ source: FilePath, to path: String, keeping: Set<String>? = []) throws(DiskError) {
        let target = root.appending(path)
        try disk.makeFolder(target.removingLastComponent())
        switch disk.kind(of: source) {
        case .link: try disk.link(target, to: disk.readLink(source))
        case .file where source.extension == "beam" && keeping != nil:
            let bytes = try disk.read(source)
            let stripped = BeamFile(bytes)?.stripped(keeping: keeping ?? []).bytes
            try put(stripped ?? bytes, at: path)
        default: try disk.copyFile(source, to: target)
        }
    }

    /// Copies everything below `source` for which `wanted` holds, by its path below `source`.
    func copyTree(
        _ source: FilePath, to path: String, keeping: Set<String>? = [], where wanted: (String) -> Bool = { _ in true }
    ) throws(DiskError) {
        for (below, kind) in try disk.walk(source) where kind != .folder && kind != .other && wanted(below) {
            try copy(source.appending(below), to: "\(path)/\(below)", keeping: keeping)
        }
    }

    /// Writes a file.
    func put(_ bytes: [UInt8], at path: String) throws(DiskError) {
        let target = root.appending(path)
        try disk.makeFolder(target.removingLastComponent())
        try disk.write(bytes, to: target, durable: false)
    }
}
