import Host
import Matrix

/// The tries of one action: again after a failure of the surroundings, each within its time.
struct Attempts: Sendable {
    let action: Action
    /// The seconds that are left of the time of its cells; `nil` for no limit.
    let timeLeft: Double?
    let clock: Clock

    /// What came of the tries, and why each before the last failed. The pauses double from one second on.
    func run(for owner: CellID) async -> (result: Result<Performed, Failure>, earlier: [Failure]) {
        var earlier: [Failure] = []
        var pause = Duration.seconds(1)
        while true {
            let result = await once(owner)
            guard case .failure(let failure) = result, failure.isInfrastructure, earlier.count < action.retries,
                (try? await Task.sleep(for: pause)) != nil
            else { return (result, earlier) }
            earlier.append(failure)
            pause *= 2
        }
    }

    private func once(_ owner: CellID) async -> Result<Performed, Failure> {
        guard let limit = [action.timeout, timeLeft.map { .seconds(max($0, 0)) }].compactMap({ $0 }).min() else {
            return await perform(owner)
        }
        return await withTaskGroup(of: Result<Performed, Failure>?.self) { group in
            group.addTask { await perform(owner) }
            group.addTask {
                _ = try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            if let first { return first }
            // The time is up, or the run was interrupted: what the work says then does not matter, but it has to end.
            await group.waitForAll()
            return .failure(.timeUp(action, limit))
        }
    }

    private func perform(_ owner: CellID) async -> Result<Performed, Failure> {
        do throws(Failure) { return .success(try await action.perform(owner)) } catch { return .failure(error) }
    }
}

extension Failure {
    fileprivate static func timeUp(_ action: Action, _ limit: Duration) -> Failure {
        Failure(
            stage: action.stage, code: "\(action.stage.rawValue).timed-out",
            message: "\(action.subject) was not done within \(limit.seconds) s and was ended",
            hint: "raise `timeout: {fetch: …, build: …, cell: …}` in the matrix file if that is to be expected")
    }
}
