/// The name under which a release can be reached by other nodes, as its `vm.args` says.
package struct Distribution: Hashable, Codable, Sendable {
    /// What `-sname` or `-name` says.
    package var node: String
    /// Whether it is `-name`.
    package var isLong: Bool
    /// What `-setcookie` says; without it the cookie is in the user's home.
    package var cookie: String?

    package init(node: String, isLong: Bool, cookie: String?) {
        self.node = node
        self.isLong = isLong
        self.cookie = cookie
    }

    /// Reads the lines of a `vm.args`; nil if they give no name. The last of several counts, as it does for Erlang.
    init?(emulatorArguments text: String) {
        let words = Self.words(text)
        func value(_ option: String) -> (place: Int, word: String)? {
            guard let place = words.lastIndex(of: option), place + 1 < words.count else { return nil }
            return (place, words[place + 1])
        }
        let (short, long) = (value("-sname"), value("-name"))
        guard let name = [short, long].compactMap({ $0 }).max(by: { $0.place < $1.place }) else { return nil }
        self.init(node: name.word, isLong: name.place == long?.place, cookie: value("-setcookie")?.word)
    }

    /// What a file of emulator arguments says besides comments.
    static func words(_ text: String) -> [String] {
        let lines = text.split { $0.isNewline }.map { $0.prefix { $0 != "#" } }
        return lines.flatMap { $0.split { $0.isWhitespace } }.map(String.init)
    }
}
