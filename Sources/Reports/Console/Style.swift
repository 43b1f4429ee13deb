/// Whether text for a terminal or a pipe is coloured.
package struct Style: Hashable, Sendable {
    /// No escape sequences.
    package static let plain = Style(isColoured: false)
    /// With the colours that every terminal knows.
    package static let ansi = Style(isColoured: true)

    private let isColoured: Bool

    /// A way to stand out.
    enum Paint: String {
        case green = "32"
        case red = "31"
        case yellow = "33"
        case cyan = "36"
        case bold = "1"
        case dim = "2"
    }

    /// The text in that paint.
    func paint(_ text: String, _ paint: Paint) -> String {
        isColoured && !text.isEmpty ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension String {
    /// The text with spaces behind it up to that many characters.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}
