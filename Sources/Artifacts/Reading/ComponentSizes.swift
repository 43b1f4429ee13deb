import Matrix

extension Manifest {
    /// Bytes by component. Stored bytes add up to the file's size. Raw bytes are those of file contents; of the
    /// launcher and of what holds an artifact together they are the bytes as they stand.
    func sizes(_ footer: Footer, fileSize: UInt64) -> [ComponentSize] {
        Component.allCases.map { component in
            let own = frames.filter { $0.component == component }
            let stored = own.reduce(0) { $0 + Int(clamping: $1.stored) }
            switch component {
            case .launcher:
                // On macOS the launcher has a part behind the artifact, too.
                let own = Int(clamping: footer.payloadOffset) + Int(clamping: fileSize - min(footer.total, fileSize))
                return ComponentSize(component: component, raw: own, stored: own)
            case .format:
                let end = Int(clamping: footer.manifestSize) + Footer.size
                return ComponentSize(component: component, raw: end, stored: stored + end)
            default:
                return ComponentSize(component: component, raw: Int(clamping: contents[component] ?? 0), stored: stored)
            }
        }
    }
}
