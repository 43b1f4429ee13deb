/// A word of a command line as a shell reads it.
struct ShellWord {
    /// The word, in quotes if it needs them; line ends and control characters are left out.
    let text: String

    init(_ raw: String) {
        let word = PlainText(raw).oneLine
        let isPlain = !word.isEmpty && word.utf8.allSatisfy(ShellWord.isPlain)
        text = isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    /// A path; one that begins with a hyphen is not to be taken for an option.
    init(path: String) { self.init(path.hasPrefix("-") ? "./" + path : path) }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: ","):
            true
        default: false
        }
    }
}
