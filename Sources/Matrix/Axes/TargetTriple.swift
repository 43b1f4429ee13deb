/// A target as compilers call it: `x86_64-unknown-linux-musl`, `aarch64-apple-darwin`, `x86_64-linux-gnu.2.31`.
package struct TargetTriple: Hashable, Sendable {
    /// The system that it means.
    package let platform: Platform

    /// Reads a triple, with or without its vendor; `nil` when it means no system that there could be a target for.
    package init?(_ text: String) { self.init(parts: Self.parts(text)) }

    private init?(parts: [Substring]) {
        guard let first = parts.first, let architecture = Self.architectures[String(first)] else { return nil }
        var rest = parts.dropFirst()
        if rest.count > 1, let vendor = rest.first, Self.vendors.contains(String(vendor)) { rest = rest.dropFirst() }
        guard rest.count <= 2, let system = rest.first.flatMap({ Self.systems[String($0)] }) else { return nil }
        let environment = rest.dropFirst().first.map(String.init)
        guard let platform = Self.platform(system, architecture, environment) else { return nil }
        self.platform = platform
    }

    private static func platform(
        _ system: OperatingSystem, _ architecture: Architecture, _ environment: String?
    ) -> Platform? {
        switch (system, environment) {
        case (.linux, "musl"): return Platform(.linux, architecture, .musl)
        case (.linux, "gnu"): return Platform(.linux, architecture, .glibc)
        case (.linux, let floor?) where floor.hasPrefix("gnu."):
            return Version(glibc: floor.dropFirst(4)).map { Platform(.linux, architecture, .glibc, glibc: $0) }
        case (.macos, nil): return Platform(.macos, architecture)
        case (.windows, nil), (.windows, "msvc"), (.windows, "gnu"): return Platform(.windows, architecture)
        default: return nil
        }
    }

    /// Why a text that looks like a triple is none, and what it should have been; `nil` when it looks like something else.
    package static func objection(to text: String) -> String? {
        let parts = parts(text)
        guard parts.count > 1, parts.count <= 5, TargetTriple(text) == nil else { return nil }
        let words = Set(parts.dropFirst().map(String.init))
        guard !words.isDisjoint(with: systems.keys) else { return nil }
        if let first = parts.first, architectures[String(first)] == nil {
            return "'\(first)' is no processor of a target: those are x86_64 (amd64) and aarch64 (arm64)"
        }
        if parts.last == "linux" { return "it names no C library: end it with -gnu or -musl" }
        return "as a triple it would be like \(examples.joined(separator: ", "))"
    }

    /// Triples of the usual kinds.
    package static let examples = ["x86_64-unknown-linux-musl", "aarch64-unknown-linux-gnu", "aarch64-apple-darwin"]

    /// All triples, as a regular expression that ECMAScript readers know.
    package static var pattern: String {
        func any(_ words: some Sequence<String>) -> String { "(" + words.sorted().joined(separator: "|") + ")" }
        func systems(_ system: OperatingSystem) -> String {
            any(Self.systems.filter { $0.value == system }.map(\.key))
        }
        let ends = [
            "\(systems(.linux))-(musl|gnu(\\.[0-9]+\\.[0-9]+)?)", systems(.macos), "\(systems(.windows))(-(msvc|gnu))?",
        ]
        return "\(any(architectures.keys))-(\(any(vendors))-)?(\(ends.joined(separator: "|")))"
    }

    private static func parts(_ text: String) -> [Substring] {
        text.split(separator: "-", omittingEmptySubsequences: false)
    }

    private static let architectures: [String: Architecture] = [
        "x86_64": .x86_64, "amd64": .x86_64, "x64": .x86_64, "aarch64": .arm64, "arm64": .arm64,
    ]
    private static let vendors: Set<String> = ["unknown", "pc", "apple", "alpine", "redhat", "suse", "w64"]
    private static let systems: [String: OperatingSystem] = [
        "linux": .linux, "darwin": .macos, "macos": .macos, "windows": .windows, "mingw32": .windows,
    ]
}
