import ArgumentParser
import Configuration
import Host
import Reports
import Runtimes

/// `bmatrix runtimes prune`: makes room in the cache.
struct RuntimesPrune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Clears away what was not used for long, and what dead processes have left.",
        discussion: """
            Without options only the leavings of dead processes go. What a running bmatrix uses is never taken.
              bmatrix runtimes prune --older-than 30d --max-size 5GiB
            """)

    @Option(help: ArgumentHelp("Take what was not used for so long: 12h, 30d, 8w.", valueName: "time"))
    var olderThan: String?

    @Option(
        help: ArgumentHelp("Take what was not used for longest until so much is left: 5GiB.", valueName: "size"))
    var maxSize: String?

    @Flag(help: "Only tell what would be taken.")
    var dryRun = false

    func validate() throws {
        if let olderThan, Age.seconds(olderThan) == nil {
            throw ValidationError("--older-than takes a number and a unit, such as 12h, 30d or 8w")
        }
        if let maxSize, Quantity.bytes(maxSize) == nil {
            throw ValidationError("--max-size takes a size such as 500MiB or 5GiB")
        }
    }

    func run() async throws {
        let store = try Store.opened()
        let rule = PruneRule(
            age: olderThan.flatMap(Age.seconds), size: maxSize.flatMap(Quantity.bytes), isTrial: dryRun)
        let result: PruneResult
        do {
            result = try await Blocking.run { Result { try store.prune(rule, now: Clock.live.now()) } }.get()
        } catch let error as RuntimesError { throw Fault(error) }
        tell(result)
    }

    private func tell(_ result: PruneResult) {
        let output = Terminal.standardOutput
        for item in result.removed {
            output.write("\(dryRun ? "would remove" : "removed"): \(item.words), \(ByteCount(item.size).text)")
        }
        let freed = ByteCount(result.removed.reduce(0) { $0 + $1.size }).text
        let left = ByteCount(result.size).text
        output.write(
            dryRun
                ? "\(result.removed.count) entries, \(freed), would be removed; \(left) would be left"
                : "\(result.removed.count) entries, \(freed), removed; \(left) left; nothing of dead processes is left")
        if !result.used.isEmpty { output.write("\(result.used.count) entries are in use and stay") }
    }
}

/// Spans of time that a person keeps things for.
enum Age {
    private static let units: [Character: Double] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]

    /// Seconds out of `90m`, `12h`, `30d` or `8w`.
    static func seconds(_ text: String) -> Double? {
        guard let unit = text.last.flatMap({ units[$0] }), text.utf8.count <= 8 else { return nil }
        let digits = text.dropLast()
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Double(digits).map { $0 * unit }
    }
}
