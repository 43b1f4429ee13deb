import Archive
import BEAM

/// An escript: a first line for the shell, comment lines with the emulator's arguments, and a zip archive of modules; see
/// `escript(1)` of ERTS.
struct EscriptFile {
    /// The arguments of the `%%!` line.
    var emulatorArguments: [String]
    /// The header's lines, each without its line feed.
    var header: [String]
    /// The archive's files, in its order.
    var entries: [Zip.Entry]

    /// Reads an escript with an archive body.
    init(_ bytes: [UInt8]) throws(ReleaseError) {
        var header: [String] = []
        var rest = bytes[...]
        // The archive begins where a line begins with the signature of a zip entry.
        while !rest.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")), header.count < 8 else {
                throw .badOutput(what: "the escript", detail: "it holds no archive after its first lines")
            }
            header.append(String(decoding: rest[..<end], as: UTF8.self))
            rest = rest[(end + 1)...]
        }
        self.header = header
        let line = header.first { $0.hasPrefix("%%!") } ?? ""
        emulatorArguments = line.dropFirst(3).split(separator: " ").map(String.init)
        do throws(ArchiveError) { entries = try Zip.read(Array(rest)) } catch {
            throw .badOutput(what: "the escript", detail: error.message)
        }
    }

    /// The escript with stripped modules and an archive whose bytes depend on its files alone; stored, not compressed,
    /// because the artifact's payload is compressed as a whole.
    func normalized() throws(ReleaseError) -> [UInt8] {
        let files = entries.map { entry in
            let module = entry.path.hasSuffix(".beam") ? BeamFile(entry.contents) : nil
            return Zip.Entry(path: entry.path, contents: module?.stripped().bytes ?? entry.contents)
        }.sorted { ($0.contents.count, $0.path) < ($1.contents.count, $1.path) }
        do throws(ArchiveError) {
            let lines = header.map { $0 + "\n" }.joined()
            return Array(lines.utf8) + (try Zip.write(files))
        } catch { throw .badOutput(what: "the escript", detail: error.message) }
    }

    /// Whether something holds for a module that belongs to none of some applications; also if a module cannot be read.
    func hasModules(where isTrue: (BeamFile) -> Bool, besides applications: Set<String>) -> Bool {
        entries.contains { entry in
            let folder = String(entry.path.prefix { $0 != "/" }.prefix { $0 != "-" })
            guard entry.path.hasSuffix(".beam"), !applications.contains(folder) else { return false }
            return BeamFile(entry.contents).map(isTrue) ?? true
        }
    }

    /// The resource files of the applications inside.
    var applications: [ApplicationFile] {
        entries.filter { $0.path.hasSuffix(".app") }.compactMap { entry in
            try? ApplicationFile(String(decoding: entry.contents, as: UTF8.self))
        }
    }
}
