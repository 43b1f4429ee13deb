import CZstd

/// Compression of bytes in memory by Zstandard (RFC 8878).
package enum Zstandard {
    /// The version of the library at work, such as `1.5.4`; other versions may produce other bytes.
    package static var version: String { String(cString: ZSTD_versionString()) }

    /// The levels that the library knows, from fastest to smallest.
    package static var levels: ClosedRange<Int32> { ZSTD_minCLevel()...ZSTD_maxCLevel() }

    /// From this level on a compressor takes some 80 MB.
    package static let largeWindowLevel: Int32 = 17

    /// Windows above 2^22 bytes would cost a reader more than 4 MiB for each of its threads.
    static let largestWindow: Int32 = 22

    /// One frame holding the bytes, with its content's size and checksum recorded; same input, same output.
    package static func compress(_ bytes: [UInt8], level: Int32) throws(ArchiveError) -> [UInt8] {
        try Compressor(level: level).compress(bytes, count: bytes.count)
    }

    /// What compresses at one level, one thing after the other; it keeps its memory, some 80 MB at level 19, for the next.
    package final class Compressor {
        private let context: OpaquePointer

        package init(level: Int32) throws(ArchiveError) {
            guard levels.contains(level) else {
                throw .compression(detail: "level \(level) is not within \(levels.lowerBound)...\(levels.upperBound)")
            }
            guard let context = ZSTD_createCCtx() else { throw .compression(detail: "no memory for a compressor") }
            self.context = context
            for (parameter, value) in parameters(level: level) {
                _ = try checked(ZSTD_CCtx_setParameter(context, parameter, value))
            }
        }

        deinit { ZSTD_freeCCtx(context) }

        /// One frame holding the bytes, whatever was compressed before.
        package func compress(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) -> [UInt8] {
            try compress(bytes.baseAddress, count: bytes.count)
        }

        fileprivate func compress(_ bytes: UnsafeRawPointer?, count size: Int) throws(ArchiveError) -> [UInt8] {
            let room = ZSTD_compressBound(size)
            var result = 0
            let output = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                result = ZSTD_compress2(context, buffer.baseAddress, room, bytes, size)
                count = ZSTD_isError(result) == 0 ? result : 0
            }
            _ = try checked(result)
            return output
        }
    }

    private static func parameters(level: Int32) -> [(ZSTD_cParameter, Int32)] {
        var parameters = [
            (ZSTD_c_compressionLevel, level), (ZSTD_c_checksumFlag, 1), (ZSTD_c_contentSizeFlag, 1),
        ]
        // Such levels choose larger windows by themselves, and tables to match: half of that is as good for what fits into
        // this window.
        if level >= largeWindowLevel {
            parameters += [(ZSTD_c_windowLog, largestWindow), (ZSTD_c_hashLog, largestWindow - 1)]
        }
        return parameters
    }

    private static func checked(_ result: Int) throws(ArchiveError) -> Int {
        if ZSTD_isError(result) != 0 { throw .compression(detail: String(cString: ZSTD_getErrorName(result))) }
        return result
    }
}
