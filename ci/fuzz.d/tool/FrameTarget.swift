@testable import Archive

/// Zstandard frames, all at once and piece by piece.
enum FrameTarget {
    private static let limit = 64 << 10

    static func run(_ input: [UInt8]) throws {
        let whole = try? Zstandard.decompress(input, limit: limit)
        if let whole, whole.count > limit { stop("more than the limit came out") }
        var stream = try ZstandardStream()
        var position = 0
        var count = 0
        while count <= limit, let piece = try stream.next(input, &position) { count += piece.count }
        try stream.finish()
        if let whole, count != whole.count { stop("the two ways to decompress differ") }
    }
}
