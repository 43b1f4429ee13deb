/// The shapes of names in the file.
enum Name {
    /// `my_app`: what Mix and OTP take as an application's or a release's name.
    static func isApplication(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLower(first) else { return false }
        return text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "_") } && text.utf8.count <= 64
    }

    /// `ports`, `nightly`: names that only this file gives.
    static func isLabel(_ text: String) -> Bool { isApplication(text.replacing("-", with: "_")) }

    /// `My.Module` or `my_module`.
    static func isModule(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 255 else { return false }
        return isApplication(text)
            || parts.allSatisfy { part in
                guard let first = part.utf8.first, isUpper(first) else { return false }
                return part.utf8.allSatisfy(isWord)
            }
    }

    /// `MIX_ENV`: what a shell takes as a variable's name.
    static func isVariable(_ text: String) -> Bool {
        guard let first = text.utf8.first, !isDigit(first) else { return false }
        return text.utf8.allSatisfy(isWord)
    }

    /// `trixie`, `stable-security`, `bookworm/updates`.
    static func isSuite(_ text: String) -> Bool {
        guard let first = text.utf8.first, isLower(first) || isUpper(first) else { return false }
        return text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
    }

    /// Plain digits, at least one.
    static func isNumber(_ text: some StringProtocol) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isDigit) }

    private static func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
    private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isWord(_ byte: UInt8) -> Bool {
        isLower(byte) || isUpper(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
    }
}

extension Value {
    /// A path, relative to the file's folder or absolute.
    func path() -> String? {
        parsed(Wanted(noun: "a path", detail: " such as apps/my_app")) { $0.isEmpty ? nil : $0 }
    }
}
