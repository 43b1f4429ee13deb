import ArgumentParser
import Host

/// The command line.
@main
struct BMatrix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bmatrix",
        abstract: "Builds an Erlang or Elixir program for every promised OTP and target, runs it, and reports.",
        version: Tool.version,
        subcommands: [RunCommand.self, PlanCommand.self, CheckCommand.self, SmokeCommand.self, InitCommand.self])

    /// Runs the command of the arguments; every way to end has its exit status, see `docs/exit-codes.md`.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let status as ExitStatus {
            exit(withError: ExitCode(status.rawValue))
        } catch let fault as Fault {
            Terminal.standardError.write(fault.text)
            exit(withError: ExitCode(fault.status.rawValue))
        } catch {
            // Only the parser of arguments is left; it prints help and asks for 64 where we promise 2.
            let code = exitCode(for: error)
            if code == .validationFailure {
                Terminal.standardError.write(fullMessage(for: error))
                exit(withError: ExitCode(ExitStatus.usage.rawValue))
            }
            exit(withError: error)
        }
    }
}

/// What the tool says of itself.
enum Tool {
    /// The version, as released.
    static let version = "0.1.0"
}
