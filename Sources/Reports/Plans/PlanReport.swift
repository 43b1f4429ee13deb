package import Matrix

/// What `bmatrix plan` prints: the selected cells with the versions they resolve to, and the dropped ones with their reasons.
package struct PlanReport: Sendable {
    /// The version of the JSON's form.
    package static let format = 1

    private let cells: [Cell]
    private let dropped: [DroppedCell]

    package init(cells: [Cell], dropped: [DroppedCell]) {
        self.cells = cells
        self.dropped = dropped
    }

    /// The plan as JSON: `format`, `cells` and `dropped`.
    package func json() throws(ReportError) -> [UInt8] {
        try JSONText.document(PlanDocument(format: PlanReport.format, cells: cells, dropped: dropped))
    }

    /// The plan as tables.
    package func lines(style: Style = .plain) -> [String] {
        var lines = selected(style)
        if !dropped.isEmpty { lines += [""] + reasons(style) }
        return lines + ["", ending]
    }

    private func selected(_ style: Style) -> [String] {
        if cells.isEmpty { return ["No cell is selected."] }
        var table = TextTable(["cell", "app", "mode", "OTP", "Elixir", "target"])
        for cell in cells {
            table.add([
                .init(cell.id.text), .init(cell.app), .init(cell.mode.rawValue), version(cell.otp, cell.otpRequest),
                version(cell.elixir, cell.elixirRequest), .init(cell.target.name),
            ])
        }
        return table.lines(style)
    }

    /// The version with what was asked for behind it, where that differs.
    private func version(_ version: Version?, _ request: VersionRequest?) -> TextTable.Field {
        guard let version else { return .init(request.map { "\($0) (not found)" } ?? "not found", .yellow) }
        guard let request, request.text != version.text else { return .init(version.text) }
        return .init("\(version) (\(request))")
    }

    private func reasons(_ style: Style) -> [String] {
        var table = TextTable(["dropped", "reason"])
        for cell in dropped { table.add([.init(cell.cell.id.text, .dim), .init(cell.reason)]) }
        return table.lines(style)
    }

    private var ending: String {
        "\(cells.count) \(cells.count == 1 ? "cell" : "cells") selected, \(dropped.count) dropped"
    }
}

/// The whole of the JSON.
struct PlanDocument: Codable {
    var format: Int
    var cells: [Cell]
    var dropped: [DroppedCell]
}
