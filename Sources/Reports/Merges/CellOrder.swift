import Matrix

/// The cells of several runs in one order: by app, mode, OTP, Elixir and target, each as it comes up first.
struct CellOrder {
    let cells: [Cell]

    init(_ runs: [[Cell]]) {
        var ranks: [[String: Int]] = Array(repeating: [:], count: 5)
        var keys: [[Int]] = []
        let all = runs.flatMap { $0 }
        for cell in all {
            let axes = [
                cell.app, cell.mode.rawValue, cell.otp?.text ?? cell.otpRequest.text,
                cell.elixir?.text ?? cell.elixirRequest?.text ?? "", cell.target.name,
            ]
            keys.append(
                zip(axes, ranks.indices).map { axis, index in
                    let rank = ranks[index][axis] ?? ranks[index].count
                    ranks[index][axis] = rank
                    return rank
                } + [keys.count])
        }
        cells = all.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }.map { all[$0] }
    }
}
