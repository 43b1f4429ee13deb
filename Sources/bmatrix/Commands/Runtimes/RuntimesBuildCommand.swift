import ArgumentParser
import Configuration
import Host
import Matrix
import Reports
import Runtimes
import SystemPackage

/// `bmatrix runtimes build`: a static runtime for a target with musl, compiled here.
struct RuntimesBuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Compiles a static runtime for musl and puts it into the store.",
        discussion: "The matrix file uses it where `sources:` names `built`.")

    @Option(help: "The OTP version: 27 for the newest that the sources have, 27.3.4.1 for just that.")
    var otp: String

    @Option(help: "The target, such as alpine_3_19_x86_64.")
    var target: String

    @Option(help: "OTP's source: debian (its source package), or an archive or folder.")
    var source = "debian"

    @Option(help: "OpenSSL's source, likewise; without one the runtime has no crypto.")
    var openssl: String?

    @Option(help: "How many compilers run at once (default: one for each processor).")
    var jobs: Int?

    @Option(help: "The matrix file whose sources have the bytecode (default: the packages of Debian).")
    var file: String?

    @Flag(help: "Ask the sources for newer versions, even if they were asked within the last hours.")
    var refresh = false

    @OptionGroup(title: "Supply") var supply: SupplyArguments

    func validate() throws {
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 1024") }
    }

    func run() async throws {
        guard let request = VersionRequest(otp) else {
            throw Self.fault("'\(otp)' is no OTP version", "write --otp 27 or --otp 27.3.4.1")
        }
        guard let target = Target.named(target, host: HostFacts.platform) else {
            throw Self.fault("there is no target '\(self.target)'", "name one such as alpine_3_19_x86_64")
        }
        let (matrix, settings) = try settings()
        let sources = try Sources(settings, matrix, supply, refresh: refresh)
        let screen = BuildScreen(terminal: .standardError)
        do throws(RuntimesError) {
            let runtime = try await sources.build(
                StaticRuntimeRequest(
                    source: origin(source), openssl: openssl.map(origin), jobs: jobs ?? HostFacts.processors),
                request, target, watch: screen.watch)
            screen.clear()
            let word = runtime.isCached ? "is in the store already" : "is in the store"
            Terminal.standardOutput.write("Erlang/OTP \(runtime.otp) for \(target) \(word): \(runtime.root)")
        } catch {
            screen.clear()
            throw Fault(
                status: error.isInfrastructure ? .infrastructure : .usage, code: error.code, message: error.message,
                hint: error.hint)
        }
    }

    private func settings() throws -> (MatrixArguments, MatrixFile) {
        let arguments = try MatrixArguments.parse(file.map { ["--", $0] } ?? [])
        if file == nil { return (arguments, try MatrixFile.blank()) }
        return (arguments, try arguments.read())
    }

    private func origin(_ text: String) -> SourceOrigin {
        text == "debian" ? .debian : .path(HostFacts.currentFolder.pushing(FilePath(text)).lexicallyNormalized())
    }

    private static func fault(_ message: String, _ hint: String) -> Fault {
        Fault(status: .usage, code: "usage.value", message: message, hint: hint)
    }
}

/// What a build shows while it runs: its stages as lines, and on a terminal the last line of the one at work.
private struct BuildScreen {
    let terminal: Terminal

    var watch: BuildWatch {
        let terminal = terminal
        guard terminal.isInteractive else { return BuildWatch { terminal.write($0) } }
        return BuildWatch {
            terminal.put("\r\u{1B}[K\($0)\n")
        } line: { _, line in
            // What compilers write may hold anything; only letters and signs of one column reach the terminal.
            let text = String(decoding: line.utf8.filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
            terminal.put("\r\u{1B}[K  \(text.prefix(max(terminal.size.columns - 4, 10)))")
        }
    }

    /// Takes the last line away again.
    func clear() {
        if terminal.isInteractive { terminal.put("\r\u{1B}[K") }
    }
}
