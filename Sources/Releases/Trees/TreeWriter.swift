import Archive
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
            try put(module(source, keeping: keeping ?? []), at: path)
        default: try disk.copyFile(source, to: target)
        }
    }

    /// A module stripped. Distributions have some of them compressed, which the artifact does better as a whole.
    private func module(_ source: FilePath, keeping: Set<String>) throws(DiskError) -> [UInt8] {
        let bytes = try disk.read(source)
        let isCompressed = bytes.starts(with: [0x1F, 0x8B])
        let plain = isCompressed ? Self.decompressed(source) : bytes
        return plain.flatMap { BeamFile($0)?.stripped(keeping: keeping).bytes } ?? bytes
    }

    private static func decompressed(_ source: FilePath) -> [UInt8]? {
        var bytes: [UInt8] = []
        do {
            try CompressedFile(source, limit: 1 << 28).forEachPiece { bytes.append(contentsOf: $0) }
            return bytes
        } catch { return nil }
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
