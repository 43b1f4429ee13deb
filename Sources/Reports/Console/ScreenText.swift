/// Text as a terminal lays it out.
struct ScreenText {
    let text: String

    init(_ text: String) { self.text = text }

    /// A name or a log line from elsewhere, fit for one line of a terminal: nothing in it moves the cursor or turns text around.
    init(cleaning raw: String) {
        if raw.utf8.allSatisfy(ScreenText.isPlainByte) {
            text = raw
            return
        }
        var clean = String.UnicodeScalarView()
        for scalar in PlainText(raw).oneLine.unicodeScalars {
            if scalar == "\t" { clean.append(" ") } else if !ScreenText.turnsText(scalar) { clean.append(scalar) }
        }
        text = String(clean)
    }

    /// How many columns it takes.
    var width: Int {
        if text.utf8.allSatisfy(ScreenText.isPlainByte) { return text.utf8.count }
        return text.reduce(0) { $0 + ScreenText.width($1) }
    }

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

    private static func isPlainByte(_ byte: UInt8) -> Bool { (0x20..<0x7F).contains(byte) }

    /// The marks that change the direction of what follows, and the line separators.
    private static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Two columns for East Asian wide characters and emoji, none for what only changes its neighbours, one for the others.
    private static func width(_ character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if scalar.properties.isEmojiPresentation { return 2 }
        switch scalar.value {
        case 0x20..<0x7F: return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE1F,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return character.unicodeScalars.contains("\u{FE0F}") ? 2 : 1
        }
    }
}
