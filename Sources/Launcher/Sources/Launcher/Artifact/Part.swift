/// A part of the payload: frames that follow each other, of which the first holds all its folders.
struct Part {
    let component: ByteString
    var frames: [Frame]
    /// Its folder in the cache's `layers`; nil for what each app has for itself.
    var layer: ByteString?
    /// Where the app has links into the layer.
    var mounts: [ByteString] = []
}

/// A manifest's line of a layer or a mount: `COMPONENT VALUE`.
struct PartLine {
    let component: ByteString
    let value: ByteString

    /// Nil if there is no blank between two texts.
    init?(_ line: ArraySlice<UInt8>) {
        guard let space = line.firstIndex(of: UInt8(ascii: " ")), space > line.startIndex, space + 1 < line.endIndex
        else { return nil }
        component = ByteString(line[..<space])
        value = ByteString(line[(space + 1)...])
    }
}
