/// Work that several tasks of this process want at once and that is done once for all of them.
actor SharedWork {
    private struct Piece {
        let task: Task<StoredEntry, any Error>
        var waiting: Int
        let number: Int
    }

    private var pieces: [String: Piece] = [:]
    private var count = 0

    /// Does the work of that name, or waits for the task that is at it. The work is cancelled when the last task that
    /// waits for it is.
    func share(
        _ name: String, _ work: @escaping @Sendable () async throws -> StoredEntry
    ) async throws -> StoredEntry {
        let piece = join(name) ?? start(name, work)
        return try await withTaskCancellationHandler {
            try await piece.task.value
        } onCancel: {
            Task { await self.leave(name, piece.number) }
        }
    }

    private func join(_ name: String) -> Piece? {
        pieces[name]?.waiting += 1
        return pieces[name]
    }

    private func start(_ name: String, _ work: @escaping @Sendable () async throws -> StoredEntry) -> Piece {
        count += 1
        let number = count
        // Detached: on this actor the work would hold up all other callers.
        let task = Task.detached {
            let result: Result<StoredEntry, any Error>
            do { result = .success(try await work()) } catch { result = .failure(error) }
            await self.end(name, number)
            return try result.get()
        }
        let piece = Piece(task: task, waiting: 1, number: number)
        pieces[name] = piece
        return piece
    }

    private func end(_ name: String, _ number: Int) {
        if pieces[name]?.number == number { pieces[name] = nil }
    }

    private func leave(_ name: String, _ number: Int) {
        guard var piece = pieces[name], piece.number == number else { return }
        piece.waiting -= 1
        pieces[name] = piece
        if piece.waiting == 0 {
            // Who comes next must not join work that is being given up.
            pieces[name] = nil
            piece.task.cancel()
        }
    }
}
