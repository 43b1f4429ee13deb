import Host
import SystemPackage

/// Tells how a build is getting on: its stages, and the last line that the one at work has written.
package struct BuildWatch: Sendable {
    /// A stage begins.
    package let stage: @Sendable (String) -> Void
    /// The stage at work has written something; nil where nobody looks.
    private let line: (@Sendable (_ stage: String, _ line: String) -> Void)?

    private static let interval = Duration.milliseconds(500)
    /// The most bytes of a log that are read for its last line.
    private static let window = 4096

    package init(
        stage: @escaping @Sendable (String) -> Void,
        line: (@Sendable (_ stage: String, _ line: String) -> Void)? = nil
    ) {
        self.stage = stage
        self.line = line
    }

    /// Says that a stage begins, and looks at its log until it is cancelled.
    func begin(_ name: String, _ log: FilePath) -> Task<Void, any Error> {
        stage(name)
        return Task.detached { [line] in
            guard let line else { return }
            while true {
                try await Task.sleep(for: Self.interval)
                if let text = Self.lastLine(of: log) { line(name, text) }
            }
        }
    }

    private static func lastLine(of log: FilePath) -> String? {
        guard let size = Disk().size(of: log), size > 0,
            let bytes = try? Disk().bytes(of: log, from: max(0, size - window), count: window)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).last.map(String.init)
    }
}
