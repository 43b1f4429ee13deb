package import Matrix

/// What `bmatrix plan` prints: the selected cells with the versions they resolve to, and why the others are left out.
package struct PlanReport: Sendable {
    /// The version of the JSON's form.
    package static let format = 1

    private let cells: [Cell]
    private let dropped: [DroppedCell]
    private let deselected: [DeselectedCell]
    private let shard: Shard?
    private let carried: Set<CellID>
    private let rules: [CellID: OutcomeRule]
    private let glibc: [CellID: Version]

    /// A plan of which everything is wanted.
    package init(cells: [Cell], dropped: [DroppedCell]) {
        self.init(
            Selected(plan: Plan(), cells: cells, deselected: [], carried: [], notes: []), dropped: dropped, rules: [:],
            glibc: [:])
    }

    /// - Parameters:
    ///   - rules: what the matrix file says about cells that fail.
    ///   - glibc: the oldest glibc that the runtimes of cells start on, where that matters and is known.
    package init(_ selected: Selected, rules: [CellID: OutcomeRule], glibc: [CellID: Version] = [:]) {
        self.init(selected, dropped: selected.plan.dropped, rules: rules, glibc: glibc)
    }

    private init(
        _ selected: Selected, dropped: [DroppedCell], rules: [CellID: OutcomeRule], glibc: [CellID: Version]
    ) {
        cells = selected.cells
        self.dropped = dropped
        deselected = selected.deselected
        shard = selected.shard
        carried = Set(selected.carried.map(\.cell.id))
        self.rules = rules
        self.glibc = glibc
    }

    /// The plan as JSON: `format`, `cells`, `dropped`, and what else there is to tell.
    package func json() throws(ReportError) -> [UInt8] {
        let texts = cells.compactMap { cell in rules[cell.id]?.text.map { (cell.id.text, $0) } }
        let floors = cells.compactMap { cell in glibc[cell.id].map { (cell.id.text, $0.text) } }
        return try JSONText.document(
            PlanDocument(
                format: PlanReport.format, cells: cells, dropped: dropped,
                deselected: deselected.isEmpty ? nil : deselected, shard: shard,
                carried: carried.isEmpty ? nil : carried.sorted(),
                rules: texts.isEmpty ? nil : Dictionary(texts) { first, _ in first },
                glibc: floors.isEmpty ? nil : Dictionary(floors) { first, _ in first }))
    }

    /// The plan as tables.
    package func lines(style: Style = .plain) -> [String] {
        var lines = selected(style)
        if !dropped.isEmpty { lines += [""] + reasons(style) }
        return lines + ["", ending] + deselections
    }

    private func selected(_ style: Style) -> [String] {
        if cells.isEmpty { return ["No cell is selected."] }
        let hasRemarks = cells.contains { remark($0) != nil }
        var table = TextTable(["cell", "app", "mode", "OTP", "Elixir", "target"] + (hasRemarks ? ["remark"] : []))
        for cell in cells {
            let remark = hasRemarks ? [TextTable.Field(remark(cell) ?? "", .dim)] : []
            table.add(
                [
                    .init(cell.id.text), .init(cell.app), .init(cell.mode.rawValue), version(cell.otp, cell.otpRequest),
                    version(cell.elixir, cell.elixirRequest), .init(cell.target.name),
                ] + remark)
        }
        return table.lines(style)
    }

    /// What is special about a cell.
    private func remark(_ cell: Cell) -> String? {
        let parts = [
            carried.contains(cell.id) ? "carried over" : nil, glibc[cell.id].map { "glibc \($0) or newer" },
            rules[cell.id]?.text, Support.untested(cell.target),
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
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
        var text = "\(cells.count) \(cells.count == 1 ? "cell" : "cells") selected"
        if let shard { text += " (shard \(shard.number)/\(shard.count))" }
        if !carried.isEmpty { text += ", \(carried.count) of them carried over" }
        return text + ", \(dropped.count) dropped" + (deselected.isEmpty ? "" : ", \(deselected.count) not selected:")
    }

    /// How many cells each reason leaves out, in the order in which the reasons come.
    private var deselections: [String] {
        var order: [String] = []
        var counts: [String: Int] = [:]
        for cell in deselected {
            if counts[cell.reason] == nil { order.append(cell.reason) }
            counts[cell.reason, default: 0] += 1
        }
        return order.map { "  \(counts[$0] ?? 0) \(PlainText($0).oneLine)" }
    }
}

extension OutcomeRule {
    /// What a failure means, in a few words; `nil` for what is usual.
    fileprivate var text: String? {
        switch self {
        case .required: nil
        case .allowedToFail(let reason): "allowed to fail: \(reason)"
        case .expectedToFail(let expected): "expected to fail: \(expected.text)"
        }
    }
}

/// The whole of the JSON.
struct PlanDocument: Codable {
    var format: Int
    var cells: [Cell]
    var dropped: [DroppedCell]
    var deselected: [DeselectedCell]?
    var shard: Shard?
    /// The cells that an earlier run has done already.
    var carried: [CellID]?
    /// What the matrix file says about cells that fail, where that is not the usual.
    var rules: [String: String]?
    /// The oldest glibc that the runtimes of cells start on.
    var glibc: [String: String]?
}
