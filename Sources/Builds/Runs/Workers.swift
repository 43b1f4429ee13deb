/// Works through a list with a few tasks at once.
enum Workers {
    /// Does `work` for each item, at most `width` at a time, in order of the list; once the task is cancelled no further one is
    /// begun, and the rest is returned.
    static func run<Item: Sendable>(
        _ items: [Item], width: Int, _ work: @escaping @Sendable (Item) async -> Void
    ) async -> ArraySlice<Item> {
        await withTaskGroup(of: Void.self, returning: ArraySlice<Item>.self) { group in
            var waiting = items[...]
            for item in waiting.prefix(width) { group.addTask { await work(item) } }
            waiting = waiting.dropFirst(width)
            while await group.next() != nil {
                guard !Task.isCancelled, let item = waiting.popFirst() else { continue }
                group.addTask { await work(item) }
            }
            return waiting
        }
    }
}
