import ArgumentParser
import Configuration
import Host
import Matrix
import Reports
import Runtimes

/// `bmatrix runtimes list`: what the cache holds, or what the sources have.
struct RuntimesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the runtimes, Elixirs and tools in the cache, or those that sources have."
    )

    @OptionGroup var matrix: MatrixArguments

    @Flag(help: "List what the sources of the matrix file have for its targets, instead of the cache.")
    var available = false

    @Flag(help: "Write JSON.")
    var json = false

    @OptionGroup(title: "Supply") var supply: SupplyArguments

    func run() async throws {
        let list = available ? try await offered() : RuntimeList(try await stored())
        Terminal.standardOutput.put(json ? try list.json : list.text)
    }

    private func stored() async throws -> [StoreItem] {
        let shared =
            Disk().kind(of: matrix.path) == nil ? [] : try matrix.read().sharedCaches
        let store = try Store.opened(sharing: shared)
        return await Blocking.run { store.items() }
    }

    private func offered() async throws -> RuntimeList {
        let file = try matrix.read()
        let sources = try Sources(file, matrix, supply)
        do throws(RuntimesError) {
            return RuntimeList(try await sources.freshOffers(for: file), targets: file.allTargets)
        } catch { throw Fault(error) }
    }
}
