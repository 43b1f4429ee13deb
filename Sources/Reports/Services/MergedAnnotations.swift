import Matrix

/// The annotations of many cells; those that say the same become one, with the cells in its title.
struct MergedAnnotations {
    private var order: [Annotation] = []
    private var cells: [Annotation: [CellID]] = [:]

    mutating func add(_ annotation: Annotation, _ cell: CellID) {
        if cells[annotation] == nil { order.append(annotation) }
        cells[annotation, default: []].append(cell)
    }

    /// The annotations in the order they came up, errors with the line that reruns their first cell.
    func annotations(_ rerun: Rerun?) -> [Annotation] {
        order.map { annotation in
            var annotation = annotation
            guard let cells = cells[annotation], let first = cells.first else { return annotation }
            let others = cells.count > 1 ? " and \(cells.count - 1) more" : ""
            annotation.title += ": \(first)\(others)"
            if annotation.isError, let rerun { annotation.message += "\nrerun: \(rerun.line(first))" }
            return annotation
        }
    }
}
