import Host
import Synchronization
import Transfer

/// Tells how far a fetch of one or several files is, every few seconds for as long as it takes.
final class FetchProgress: Sendable {
    /// Seconds between two lines: what is fetched sooner needs none.
    private static let pause = 5.0

    private struct State {
        var received: [String: Int] = [:]
        var told: Double
    }

    private let what: String
    private let total: Int?
    private let context: RuntimesContext
    private let state: Mutex<State>

    /// - Parameters:
    ///   - what: What is fetched, for people.
    ///   - total: The bytes of all files, if they are known before.
    init(of what: String, total: Int? = nil, _ context: RuntimesContext) {
        self.what = what
        self.total = total
        self.context = context
        state = Mutex(State(told: context.clock.monotonic()))
    }

    /// Hears of one of the files.
    func hear(_ url: String, _ progress: TransferProgress) {
        let now = context.clock.monotonic()
        let sum = state.withLock { state -> Int? in
            state.received[url] = progress.received
            guard now - state.told >= Self.pause else { return nil }
            state.told = now
            return state.received.values.reduce(0, +)
        }
        guard let sum else { return }
        let all = (total ?? progress.total).map { " of \(Megabytes($0))" } ?? ""
        context.notify("fetched \(Megabytes(sum))\(all) of \(what)")
    }
}

/// A number of bytes as people read it: tenths of megabytes, rounded up, as a small file is not "0 MB".
struct Megabytes: CustomStringConvertible {
    let description: String

    init(_ bytes: Int) {
        let tenths = (bytes + 99_999) / 100_000
        description = "\(tenths / 10).\(tenths % 10) MB"
    }
}
