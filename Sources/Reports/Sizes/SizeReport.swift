package import Matrix

/// `sizes.json` and `sizes.md`: what each artifact weighs, part by part, in the plan's order.
///
/// `stored` bytes are those inside the artifact and add up to its size; `raw` bytes are those it has once extracted.
package struct SizeReport: Sendable {
    /// The version of the form of `sizes.json`.
    package static let format = 1

    let artifacts: [SizeRow]
    /// The sums over all artifacts.
    let total: SizeTotal

    package init(_ record: RunRecord) {
        artifacts = record.cells.compactMap { cell in
            cell.artifact.map { SizeRow(cell.cell.id, $0, untested: Support.untested(cell.cell.target)) }
        }
        total = SizeTotal(artifacts)
    }

    /// The bytes of `sizes.json`.
    package func json() throws(ReportError) -> [UInt8] {
        try JSONText.document(SizeDocument(format: SizeReport.format, artifacts: artifacts, total: total))
    }
}

/// The whole of `sizes.json`.
struct SizeDocument: Codable {
    var format: Int
    var artifacts: [SizeRow]
    var total: SizeTotal
}

/// One artifact's sizes.
struct SizeRow: Codable, Hashable {
    var cell: CellID
    var file: String
    var sha256: String
    /// The file's bytes.
    var size: Int
    /// The bytes it has once extracted.
    var raw: Int
    /// Every component once, in the order they are declared in; what is not there has no bytes.
    var components: [ComponentSize]
    /// The oldest glibc that it starts on, where that matters.
    var glibc: String?
    /// Why nothing can be said of whether it starts.
    var untested: String?
    /// What is inside and why, where that is known.
    var parts: [PackedPart]?

    init(_ cell: CellID, _ artifact: ArtifactRecord, untested: String? = nil) {
        self.cell = cell
        self.untested = untested
        file = artifact.file
        sha256 = artifact.sha256
        size = artifact.size
        glibc = artifact.glibc?.text
        parts = artifact.parts
        raw = artifact.components.map(\.raw).sum()
        components = Component.allCases.map { component in
            artifact.components.reduce(into: ComponentSize(component: component, raw: 0, stored: 0)) { sum, part in
                if part.component == component { sum.add(part) }
            }
        }
    }

    /// The bytes of one component.
    func bytes(_ component: Component) -> ComponentSize {
        components.first { $0.component == component } ?? ComponentSize(component: component, raw: 0, stored: 0)
    }
}

/// The sums over all artifacts.
struct SizeTotal: Codable, Hashable {
    var artifacts: Int
    var size: Int
    var raw: Int
    var components: [ComponentSize]

    init(_ rows: [SizeRow]) {
        artifacts = rows.count
        size = rows.map(\.size).sum()
        raw = rows.map(\.raw).sum()
        components = Component.allCases.map { ComponentSize(component: $0, raw: 0, stored: 0) }
        for row in rows {
            // A row has every component once, in the same order.
            for (index, part) in row.components.enumerated() where components.indices.contains(index) {
                components[index].add(part)
            }
        }
    }
}

extension ComponentSize {
    /// Adds the bytes of another; sums stop at the largest number.
    fileprivate mutating func add(_ other: ComponentSize) {
        raw = [raw, other.raw].sum()
        stored = [stored, other.stored].sum()
    }
}
