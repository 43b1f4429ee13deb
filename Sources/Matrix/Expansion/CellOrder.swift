/// The order of cells: by app, mode, OTP, Elixir and target as the file names them, what only inclusions name behind.
struct CellOrder {
    private let apps: [String: Int]
    private let modes: [Mode: Int]
    private let otps: [VersionRequest: Int]
    private let elixirs: [VersionRequest?: Int]
    private let targets: [Target: Int]

    init(_ expansion: Expansion) {
        let more = expansion.inclusions
        apps = CellOrder.ranks(expansion.apps.map(\.name))
        modes = CellOrder.ranks(expansion.axes.modes + more.map(\.mode))
        otps = CellOrder.ranks(expansion.axes.otp + more.map(\.otp))
        elixirs = CellOrder.ranks(expansion.elixirs + more.map(\.elixir))
        targets = CellOrder.ranks(expansion.axes.targets + more.map(\.target))
    }

    func sorted(_ cells: [Cell]) -> [Cell] {
        cells.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }

    private func rank(_ cell: Cell) -> [Int] {
        [
            apps[cell.app], modes[cell.mode], otps[cell.otpRequest], elixirs[cell.elixirRequest], targets[cell.target],
        ].map { $0 ?? .max }
    }

    private static func ranks<Value: Hashable>(_ values: [Value]) -> [Value: Int] {
        Dictionary(zip(values, 0...)) { first, _ in first }
    }
}
