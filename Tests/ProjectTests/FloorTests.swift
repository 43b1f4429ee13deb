import Foundation
import Testing

/// Keeps the architecture: a module imports only from floors below its own.
struct FloorTests {
    /// The floors from the bottom up; modules of one floor do not import each other.
    static let floors: [[String]] = [
        ["CYAML", "CCurl", "CArchive", "CZstd", "CCrypto", "CLaunchers"],
        ["YAML", "Transfer", "Archive", "Digest", "Host"],
        ["Matrix", "BEAM", "NativeCode"],
        ["Configuration", "Runtimes", "Releases", "Artifacts", "Smoke"],
        ["Builds", "Reports"],
        ["bmatrix"],
    ]

    /// The one adapter of each C library.
    static let adapters = [
        "CYAML": ["YAML"], "CCurl": ["Transfer"], "CArchive": ["Archive"], "CZstd": ["Archive"], "CCrypto": ["Digest"],
        "CLaunchers": ["Host", "Runtimes", "Releases", "Artifacts"],
    ]

    static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test func modulesImportOnlyFromFloorsBelow() throws {
        for (floor, modules) in Self.floors.enumerated() {
            let below = Set(Self.floors[..<floor].joined())
            let known = Set(Self.floors.joined())
            for module in modules where floor > 0 {
                for (file, imported) in try imports(of: module) where known.contains(imported) {
                    #expect(below.contains(imported), "\(file) of \(module) imports \(imported)")
                }
            }
        }
    }

    @Test func eachCLibraryHasOneAdapter() throws {
        for module in Self.floors.joined() where !module.hasPrefix("C") || module == "Configuration" {
            for (file, imported) in try imports(of: module) {
                if let adapters = Self.adapters[imported] {
                    #expect(adapters.contains(module), "\(file) of \(module) imports \(imported)")
                }
            }
        }
    }

    @Test func everyModuleStandsOnAFloor() throws {
        let apart: Set<String> = ["Launcher", "WindowsLauncher", "Loader", "Keeper"]
        let found = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
        #expect(Set(found).subtracting(apart) == Set(Self.floors.joined()))
    }

    @Test func productCodeDoesWithoutFoundation() throws {
        for module in Self.floors.joined() {
            for (file, imported) in try imports(of: module) {
                #expect(imported != "Foundation", "\(file) of \(module) imports all of Foundation")
            }
        }
    }

    private func imports(of module: String) throws -> [(file: String, module: String)] {
        let folder = Self.sources.appending(path: module)
        var found: [(String, String)] = []
        for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
            guard path.hasSuffix(".swift") else { continue }
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            for line in text.split(separator: "\n") {
                var words = line.split(separator: " ").map(String.init)
                while let first = words.first,
                    ["package", "public", "internal", "private", "@preconcurrency"].contains(first)
                {
                    words.removeFirst()
                }
                if words.first == "import", words.count > 1, let name = words[1].split(separator: ".").first {
                    found.append((path, String(name)))
                }
            }
        }
        return found
    }
}
