import Matrix

/// The cells of a run whose smoke tests ran under an emulator, by its name.
struct EmulatedCells {
    /// A sentence for each emulator, in the order in which they come up, such as `4 cells: smoke tests ran under qemu-aarch64`.
    let sentences: [String]

    init(_ record: RunRecord) {
        var names: [String] = []
        var counts: [String: Int] = [:]
        for name in record.cells.lazy.compactMap(\.emulator) {
            if counts[name] == nil { names.append(name) }
            counts[name, default: 0] += 1
        }
        sentences = names.map { name in
            let count = counts[name] ?? 0
            let cells = count == 1 ? "1 cell" : "\(count) cells"
            return "\(cells): smoke tests ran under \(name), with their time limits stretched"
        }
    }
}
