/// Text as a terminal lays it out.
struct ScreenText {
    let text: String

    init(_ text: String) { self.text = text }

    /// How many columns it takes.
    var width: Int { text.reduce(0) { $0 + ScreenText.width($1) } }

    /// The text, cut with an ellipsis if it is wider.
    func cut(to columns: Int) -> String {
        if width <= columns { return text }
        var left = columns - 1
        let head = text.prefix { character in
            left -= ScreenText.width(character)
            return left >= 0
        }
        return columns < 1 ? "" : head + "…"
    }

    /// Two columns for East Asian wide characters and emoji, one for the others.
    private static func width(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
