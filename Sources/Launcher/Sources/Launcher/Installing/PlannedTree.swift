import CLinux

/// A tree that an artifact needs in the cache: the app's own, or one of its layers.
struct PlannedTree {
    let name: ByteString
    /// The open folder that it lies in.
    let parent: Int32
    let parts: [Part]
    /// Links that it has into layers, and those layers.
    let mounts: [Link]
    let layers: [ByteString]

    /// All trees of an artifact, the app's own last.
    static func all(_ manifest: Manifest, in cache: CacheFolder) -> [PlannedTree] {
        var trees: [PlannedTree] = []
        var mounts: [Link] = []
        var layers: [ByteString] = []
        for part in manifest.parts {
            guard let layer = part.layer else { continue }
            trees.append(PlannedTree(name: layer, parent: cache.layers, parts: [part], mounts: [], layers: []))
            layers.append(layer)
            for path in part.mounts { mounts.append(link(path, to: layer)) }
        }
        let own = manifest.parts.filter { $0.layer == nil }
        trees.append(
            PlannedTree(name: manifest.folder, parent: cache.apps, parts: own, mounts: mounts, layers: layers))
        return trees
    }

    /// Relative, so that the cache may be moved: from `apps/NAME/PATH` to `layers/LAYER/PATH`.
    private static func link(_ path: ByteString, to layer: ByteString) -> Link {
        var target: ByteString = "../../"
        for byte in path.bytes where byte == UInt8(ascii: "/") { target += "../" }
        return Link(isSymbolic: true, path: path, target: target + "layers/" + layer + "/" + path)
    }

    /// The name under which it is made, and which only the holder of the cache's lock may use.
    var partialName: ByteString { "." + name + ".partial" }

    /// Makes the links into the layers.
    func mount(at root: Int32) throws(Failure) -> [TreeEntry] {
        var entries: [TreeEntry] = []
        for mount in mounts {
            makeFolders(above: mount.path, at: root)
            entries.append(try mount.makeSymbolic(at: root))
        }
        return entries
    }

    /// Errors show when something is put into them.
    func makeFolders(above path: ByteString, at root: Int32) {
        if let folder = try? Folder.above(path, at: root, create: true) { close(folder) }
    }
}
