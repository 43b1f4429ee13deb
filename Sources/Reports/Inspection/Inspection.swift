package import Matrix

/// What `bmatrix inspect` tells of an artifact.
package struct Inspection: Hashable, Sendable {
    /// The version of the JSON's form.
    package static let format = 1

    /// The name of the file.
    package var file: String
    package var sha256: String
    package var size: Int
    package var description: ArtifactDescription
    /// SHA-256 of the payload, and of the launcher.
    package var payload: String
    package var launcher: String
    package var parts: [ComponentSize]
    package var files: [PackedFile]
    package var native: [NativeFact]
    /// The version of the glibc that travels along.
    package var bundledGlibc: String?
    /// The oldest glibc that it starts on; `nil` where that does not matter.
    package var glibc: String?
    package var licences: [ContainedPart]
    package var tests: [SmokeTest]
    package var layers: [Layer]
    /// How many pieces the payload is compressed in.
    package var frames: Int

    package init(
        file: String, sha256: String, size: Int, description: ArtifactDescription, payload: String, launcher: String,
        parts: [ComponentSize], files: [PackedFile], native: [NativeFact], bundledGlibc: String?, glibc: String?,
        licences: [ContainedPart], tests: [SmokeTest], layers: [Layer], frames: Int
    ) {
        self.file = file
        self.sha256 = sha256
        self.size = size
        self.description = description
        self.payload = payload
        self.launcher = launcher
        self.parts = parts
        self.files = files
        self.native = native
        self.bundledGlibc = bundledGlibc
        self.glibc = glibc
        self.licences = licences
        self.tests = tests
        self.layers = layers
        self.frames = frames
    }

    /// The findings as JSON.
    package func json() throws(ReportError) -> [UInt8] {
        try JSONText.document(InspectionDocument(self, libraries: LibrarySize.all(in: files)))
    }
}

/// The bytes of one library folder of a release, or of another of its folders.
struct LibrarySize: Hashable, Codable {
    var name: String
    var version: String
    var component: Component
    var files: Int
    var raw: Int
    /// About what it takes of the artifact.
    var stored: Int

    /// One for each library, the largest first.
    static func all(in files: [PackedFile]) -> [LibrarySize] {
        var sizes: [LibraryName: LibrarySize] = [:]
        for file in files where file.kind != .folder {
            let library = file.library
            let key = LibraryName(of: "lib/\(library.name)-\(library.version)")
            var size =
                sizes[key]
                ?? LibrarySize(
                    name: library.name, version: library.version, component: file.component, files: 0, raw: 0, stored: 0
                )
            size.files += 1
            // Links have no component of their own.
            if file.kind == .file || file.kind == .program { size.component = file.component }
            if file.kind != .copy { size.raw = [size.raw, file.size].sum() }
            size.stored = [size.stored, file.stored].sum()
            sizes[key] = size
        }
        return sizes.values.sorted { ($1.stored, $0.name, $0.version) < ($0.stored, $1.name, $1.version) }
    }
}

/// The whole of the JSON.
private struct InspectionDocument: Encodable {
    var format = Inspection.format
    var file: String
    var sha256: String
    var size: Int
    var payload: String
    var launcher: String
    var manifest: ArtifactDescription
    var parts: [ComponentSize]
    var libraries: [LibrarySize]
    var native: [NativeFact]
    var bundledGlibc: String?
    var glibc: String?
    var licences: [ContainedPart]
    var smoke: [SmokeTest]
    var layers: [Layer]
    var frames: Int
    var files: [PackedFile]

    init(_ inspection: Inspection, libraries: [LibrarySize]) {
        file = inspection.file
        sha256 = inspection.sha256
        size = inspection.size
        payload = inspection.payload
        launcher = inspection.launcher
        manifest = inspection.description
        parts = inspection.parts
        self.libraries = libraries
        native = inspection.native
        bundledGlibc = inspection.bundledGlibc
        glibc = inspection.glibc
        licences = inspection.licences
        smoke = inspection.tests
        layers = inspection.layers
        frames = inspection.frames
        files = inspection.files
    }
}
