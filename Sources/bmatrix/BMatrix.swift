import ArgumentParser
import Host
import Reports

/// The command line.
@main
struct BMatrix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bmatrix",
        abstract: "Builds an Erlang or Elixir program for every promised OTP and target, runs it, and reports.",
        version: Tool.version,
        subcommands: [
            RunCommand.self, PlanCommand.self, ExplainCommand.self, CheckCommand.self, SchemaCommand.self,
            SmokeCommand.self, InspectCommand.self, VerifyCommand.self, ExtractCommand.self, DiffCommand.self,
            ReportCommand.self, MergeCommand.self, InitCommand.self, RuntimesCommand.self,
            DoctorCommand.self,
        ])

    /// Runs the command of the arguments; every way to end has its exit status, see `docs/exit-codes.md`.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            if let fault = LostOutput.fault { throw fault }
        } catch let status as ExitStatus {
            if let fault = LostOutput.fault { Terminal.standardError.write(fault.text) }
            exit(withError: ExitCode(status.rawValue))
        } catch let fault as Fault {
            Terminal.standardError.write(fault.text)
            exit(withError: ExitCode(fault.status.rawValue))
        } catch {
            // The parser of arguments prints help and asks for 64 where we promise 2; anything else is our own mistake.
            switch exitCode(for: error) {
            case .success: exit(withError: error)
            case .validationFailure: end(fullMessage(for: error), .usage)
            default:
                end("error: \(error) [internal]\n  hint: this is a bug in bmatrix; please report it", .internalError)
            }
        }
    }

    private static func end(_ message: String, _ status: ExitStatus) -> Never {
        Terminal.standardError.write(message)
        exit(withError: ExitCode(status.rawValue))
    }
}

/// What the tool says of itself.
enum Tool {
    /// The version, as released.
    static let version = "0.1.0"
}
