import ArgumentParser
import Host
import Reports
import Runtimes

/// `bmatrix runtimes verify`: every byte of the cache against its digest.
struct RuntimesVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Reads fetched files, runtimes, Elixirs and tools, and compares their digests.",
        discussion: "What is damaged is taken away, so that the next run makes it again; the status is 6 then.")

    @Flag(help: "Leave what is damaged where it is.")
    var keep = false

    func run() async throws {
        let (store, keep) = (try Store.opened(), keep)
        let result: StoreVerification
        do {
            result = try await Blocking.run { Result { try store.verify(keeping: keep) } }.get()
        } catch let error as RuntimesError { throw Fault(error) }
        let output = Terminal.standardOutput
        for damage in result.damaged {
            let fate = keep || damage.item.isShared ? "" : "; it is taken away"
            output.write("damaged: \(damage.item.words): \(damage.flaw)\(fate)")
        }
        for item in result.unknown {
            output.write("unknown: \(item.words): made by an older version, which kept no digests")
        }
        output.write("\(result.checked) entries checked, \(result.damaged.count) damaged")
        if !result.damaged.isEmpty { throw ExitStatus.infrastructure }
    }
}
