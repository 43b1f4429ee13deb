import ArgumentParser
import Builds
import Configuration
import Host
import Matrix
import Reports
import Runtimes

/// `bmatrix runtimes fetch`: everything over the network at once, so that a run needs none.
struct RuntimesFetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Fetches all that a matrix needs: runtimes, Elixirs, tools, dependencies.",
        discussion: """
            Afterwards `bmatrix run --offline` asks nobody. With --otp or --target only the runtimes of these are fetched.
            """)

    @OptionGroup var matrix: MatrixArguments

    @Option(help: ArgumentHelp("Only this OTP, such as 27. Repeatable.", valueName: "version"))
    var otp: [String] = []

    @Option(help: ArgumentHelp("Only for this target. Repeatable.", valueName: "target"))
    var target: [String] = []

    @Flag(help: "Ask the sources for newer versions, even if they were asked within the last hours.")
    var refresh = false

    @OptionGroup(title: "Supply") var supply: SupplyArguments

    func run() async throws {
        let signals = Signals()
        let command = self
        try await signals.whileListening { try await command.fetch() }
        if let signal = signals.signal { throw ExitStatus(signal: Int(signal)) }
    }

    private func fetch() async throws {
        let file = try chosen()
        let sources = try Sources(file, matrix, supply, refresh: refresh)
        let offers = try await sources.offers(for: file)
        let fetching: Fetching
        if otp.isEmpty, target.isEmpty {
            let plan = try MatrixArguments.plan(file, offers.resolution)
            let preview = RunPreview(
                matrix: matrix, file: file, sources: sources, offers: offers,
                notify: { Terminal.standardError.write($0) })
            fetching = Fetching(of: await preview.graph(of: plan).graph)
        } else {
            fetching = try await runtimes(file, sources.supply(offers) { Terminal.standardError.write($0) }, offers)
        }
        try await fetching.start()
    }

    /// The matrix file, with the chosen versions and targets in place of its own; without a file, with nothing but these.
    private func chosen() throws -> MatrixFile {
        let named = try target.map(Self.target)
        let requests = try otp.map(Self.request)
        var file: MatrixFile
        if requests.isEmpty || Disk().kind(of: matrix.path) != nil {
            file = try matrix.read()
        } else {
            file = try MatrixFile.blank()
        }
        if !requests.isEmpty { file.axes.otp = requests }
        if !named.isEmpty { file.axes.targets = named }
        if !(requests.isEmpty && named.isEmpty) { file.inclusions = [] }
        return file
    }

    private func runtimes(_ file: MatrixFile, _ supply: Supply, _ offers: RuntimeOffers) async throws -> Fetching {
        var pieces: [Fetching.Piece] = []
        for request in file.axes.otp {
            for target in file.axes.targets {
                do throws(RuntimesError) {
                    let version = try offers.resolve(request, for: target).otp
                    do throws(Failure) {
                        pieces.append(Fetching.Piece(try await supply.runtime(version, target)))
                    } catch { throw RuntimesError(error) }
                } catch { throw Fault(error) }
            }
        }
        return Fetching(waves: [pieces])
    }

    private static func request(_ text: String) throws -> VersionRequest {
        guard let request = VersionRequest(text) else {
            throw Fault(
                status: .usage, code: "fetch.version", message: "'\(text)' is no version of OTP",
                hint: "write it like 27, 27.3 or 27.3.4.1")
        }
        return request
    }

    private static func target(_ text: String) throws -> Target {
        guard let target = Target.named(text, host: HostFacts.platform) else {
            throw Fault(
                status: .usage, code: "fetch.target", message: "'\(text)' is no target",
                hint: "one of \(Target.names.joined(separator: ", "))")
        }
        return target
    }
}
