/// The keys of a terminal, as the bytes that they send (those of xterm in its normal mode).
enum Keys {
    /// The names of the keys that are not a character, `ctrl-` and a letter aside.
    static var names: [String] { named.keys.sorted() }

    /// What a key sends; `nil` for a name that there is not.
    static func bytes(_ key: String) -> [UInt8]? {
        if let bytes = named[key] { return bytes }
        if key.hasPrefix("ctrl-"), let letter = key.utf8.last, key.utf8.count == 6, (0x61...0x7A).contains(letter) {
            return [letter & 0x1F]
        }
        return key.count == 1 ? Array(key.utf8) : nil
    }

    private static let named: [String: [UInt8]] = [
        "up": sequence("[A"), "down": sequence("[B"), "right": sequence("[C"), "left": sequence("[D"),
        "home": sequence("[H"), "end": sequence("[F"), "page-up": sequence("[5~"), "page-down": sequence("[6~"),
        "insert": sequence("[2~"), "delete": sequence("[3~"), "enter": [13], "tab": [9], "space": [32],
        "backspace": [127], "escape": [27], "back-tab": sequence("[Z"),
        "f1": sequence("OP"), "f2": sequence("OQ"), "f3": sequence("OR"), "f4": sequence("OS"),
        "f5": sequence("[15~"), "f6": sequence("[17~"), "f7": sequence("[18~"), "f8": sequence("[19~"),
        "f9": sequence("[20~"), "f10": sequence("[21~"), "f11": sequence("[23~"), "f12": sequence("[24~"),
    ]

    private static func sequence(_ text: String) -> [UInt8] { [27] + Array(text.utf8) }
}
