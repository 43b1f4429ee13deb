import Configuration
import Digest
import Host
import Matrix
import Releases
import SystemPackage

/// What a cell is built from, and the actions that get it.
struct Supplies: Sendable {
    let runtime: Provision
    let toolchain: Toolchain
    /// The key of OTP and Elixir together.
    let toolchainKey: String
    let entry: EntryModuleFile
    let runtimeAction: Int
    let toolchainActions: [Int]
    let materials: Materials
}

/// What a cell is built from, file by file.
struct Materials: Sendable {
    let runtime: Provision
    let toolchain: Provision
    let elixir: Provision

    /// All files, each once: the runtime is often the toolchain, too.
    func all() async throws(Failure) -> [Material] {
        var all: [Material] = []
        var seen: Set<String> = []
        for (role, provision) in [(Material.Role.runtime, runtime), (.toolchain, toolchain), (.elixir, elixir)] {
            if role == .toolchain, provision.key == runtime.key { continue }
            for var material in try await provision.materials() where seen.insert(material.sha256).inserted {
                material.role = role
                all.append(material)
            }
        }
        return all
    }
}

extension CellGraph {
    /// The target's runtime, the host's toolchain and the entry module for its OTP.
    mutating func fetch(_ subject: Subject) async throws(Failure) -> Supplies {
        let supply = context.supply
        let (otp, elixir, target) = (subject.otp, subject.elixir, subject.cell.target)
        let runtime = try await provision("runtime \(otp) \(target)") { () async throws(Failure) in
            try await supply.runtime(otp, target)
        }
        let host = try await provision("host \(otp)") { () async throws(Failure) in try await supply.hostRuntime(otp) }
        let language = try await provision("elixir \(elixir) \(otp)") { () async throws(Failure) in
            try await supply.elixir(elixir, otp)
        }
        let toolchain = Toolchain(otp: host.place, elixir: language.place)
        let hostAction = fetching(host, subject.settings)
        return Supplies(
            runtime: runtime, toolchain: toolchain, toolchainKey: "\(host.key)+\(language.key)",
            entry: EntryModuleFile(otp: host), runtimeAction: fetching(runtime, subject.settings),
            toolchainActions: [hostAction, fetching(language, subject.settings)],
            materials: Materials(runtime: runtime, toolchain: host, elixir: language))
    }

    mutating func provision(
        _ name: String, _ find: () async throws(Failure) -> Provision
    ) async throws(Failure) -> Provision {
        if let known = provisions[name] { return try known.get() }
        let result: Result<Provision, Failure>
        do throws(Failure) { result = .success(try await find()) } catch { result = .failure(error) }
        provisions[name] = result
        return try result.get()
    }

    mutating func fetching(_ provision: Provision, _ settings: Settings) -> Int {
        let context = context
        return graph.add(provision.key) {
            Action(
                key: provision.key, stage: .fetch, subject: provision.name,
                inputs: [ActionInput(name: "source", value: provision.name)],
                demand: Demand(takesJob: false, groups: [ResourceGroup.fetching]), isDone: provision.isThere,
                timeout: .seconds(settings.timeouts.fetch), retries: settings.retries.infra
            ) { (_) async throws(Failure) in
                try context.requireFreeDisk(.fetch, for: provision.place)
                try await provision.obtain()
                return Performed()
            }
        }
    }
}

/// The groups that bmatrix itself puts actions into; no name of a matrix file begins with a blank.
enum ResourceGroup {
    /// Downloads wait for the network, not for a processor; more at once would only share it.
    static let fetching = " fetching"
    /// A packer keeps the processors busy by itself, and takes more than 100 MB at level 19.
    static let packing = " packing"

    static let limits = [fetching: 4, packing: 1]
}
