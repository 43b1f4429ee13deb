/// The versions of symbols that tell how new a library must be.
package enum GlibcSymbols {
    /// Relative relocations have a mark of their own, which glibc 2.36 was the first to have.
    private static let marks = ["GLIBC_ABI_DT_RELR": "2.36"]

    /// The numbered ones among versions such as `GLIBC_2.38` and `GLIBC_PRIVATE`, oldest first.
    package static func versions(_ prefix: String = "GLIBC_", in symbols: [String]) -> [Version] {
        let found = symbols.compactMap { symbol -> Version? in
            guard symbol.hasPrefix(prefix) else { return nil }
            return Version(marks[symbol] ?? String(symbol.dropFirst(prefix.count)))
        }
        return Set(found).sorted()
    }
}
