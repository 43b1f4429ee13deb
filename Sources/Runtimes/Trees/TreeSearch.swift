import Host
import SystemPackage

/// Finds the Erlang/OTP or the Elixir in an unpacked archive, however deep its packer has put it.
struct TreeSearch {
    /// How many folders may lie above it: `usr/local/lib/erlang` has three.
    private static let deepest = 4

    let top: FilePath
    private let disk = Disk()

    init(_ top: FilePath) {
        self.top = top
    }

    /// The nearest folder that has `erts-*` and `lib`.
    func erlang() throws -> FilePath? {
        try nearest { names in names.contains("lib") && names.contains { $0.hasPrefix("erts-") } }
    }

    /// The nearest folder that has `bin/elixir` and `lib`.
    func elixir() throws -> FilePath? {
        try nearest { names in names.contains("lib") && names.contains("bin") }
    }

    private func nearest(_ fits: ([String]) -> Bool) throws -> FilePath? {
        var level = [top]
        for _ in 0...Self.deepest {
            var next: [FilePath] = []
            for folder in level {
                let names = try disk.list(folder)
                if fits(names) { return folder }
                next += names.map { folder.appending($0) }.filter { disk.kind(of: $0) == .folder }
            }
            level = next
        }
        return nil
    }
}
