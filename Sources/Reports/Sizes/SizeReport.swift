package import Matrix

/// `sizes.json` and `sizes.md`: what each artifact weighs, part by part, in the plan's order.
///
/// `stored` bytes are those inside the artifact and add up to its size; `raw` bytes are those it has once extracted.
package struct SizeReport: Sendable {
    /// The version of the form of `sizes.json`.
    package static let format = 1

    let artifacts: [SizeRow]

    package init(_ record: RunRecord) {
        artifacts = record.cells.compactMap { cell in cell.artifact.map { SizeRow(cell.cell.id, $0) } }
    }

    /// The bytes of `sizes.json`.
    package func json() throws(ReportError) -> [UInt8] {
        try JSONText.document(SizeDocument(format: SizeReport.format, artifacts: artifacts, total: total))
    }

    /// The sums over all artifacts.
    var total: SizeTotal {
        SizeTotal(
            artifacts: artifacts.count, size: artifacts.map(\.size).sum(), raw: artifacts.map(\.raw).sum(),
            components: Component.allCases.map { component in
                ComponentSize(
                    component: component, raw: artifacts.map { $0.bytes(component).raw }.sum(),
                    stored: artifacts.map { $0.bytes(component).stored }.sum())
            })
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

    init(_ cell: CellID, _ artifact: ArtifactRecord) {
        self.cell = cell
        file = artifact.file
        sha256 = artifact.sha256
        size = artifact.size
        raw = artifact.components.map(\.raw).sum()
        components = Component.allCases.map { component in
            let parts = artifact.components.filter { $0.component == component }
            return ComponentSize(component: component, raw: parts.map(\.raw).sum(), stored: parts.map(\.stored).sum())
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
}
