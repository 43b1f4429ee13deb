import Matrix

extension Manifest {
    /// Bytes by component. Stored bytes add up to the file's size. Raw bytes are those of file contents; of the
    /// launcher and of what holds an artifact together they are the bytes as they stand.
    func sizes(_ footer: Footer) -> [ComponentSize] {
        Component.allCases.map { component in
            let own = frames.filter { $0.component == component }
            let stored = own.reduce(0) { $0 + Int(clamping: $1.stored) }
            switch component {
            case .launcher:
                let front = Int(clamping: footer.payloadOffset)
                return ComponentSize(component: component, raw: front, stored: front)
            case .format:
                let end = Int(clamping: footer.manifestSize) + Footer.size
                return ComponentSize(component: component, raw: end, stored: stored + end)
            default:
                return ComponentSize(component: component, raw: Int(clamping: contents[component] ?? 0), stored: stored)
            }
        }
    }
}
