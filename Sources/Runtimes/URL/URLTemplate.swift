import Matrix

/// A URL with placeholders for what is asked for: `https://host/otp-{otp}-{target}.tar.gz`.
package struct URLTemplate: Hashable, Sendable {
    /// The text with its placeholders.
    package let text: String

    /// A template of a text.
    package init(_ text: String) {
        self.text = text
    }

    /// Whether it names the target itself, which no host has.
    var namesTarget: Bool { text.contains("{target}") }

    /// The URL for an OTP and a target.
    func url(_ otp: Version, _ target: Target) -> String {
        let values = [
            "otp": otp.text, "target": target.name, "os": target.operatingSystem.rawValue,
            "arch": target.architecture.rawValue, "libc": target.libc?.rawValue ?? "",
        ]
        return values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }
}
