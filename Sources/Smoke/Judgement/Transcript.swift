import Host
import Matrix
import SystemPackage

/// What a program did when it was run: the basis of the judgement.
struct Transcript: Sendable {
    /// How much a program may write in a test, in bytes; all of it is held in memory to be looked at.
    static let limit = 64 << 20

    var commandLine: String
    var status: Ending.Status
    var stdout: [UInt8]
    var stderr: [UInt8]

    /// Both outputs, made printable; at most the last 20,000 bytes of each.
    var output: String {
        let texts = [stdout, stderr].map { Printable.text($0.suffix(20_000)) }.filter { !$0.isEmpty }
        return texts.joined(separator: texts.first?.hasSuffix("\n") == true ? "" : "\n")
    }

    /// The first thing about its end and its texts that is not as expected.
    func complaint(_ expected: Expectation) -> Failure? {
        ending(expected) ?? text(expected.stdout, stdout, .stdout) ?? text(expected.stderr, stderr, .stderr)
    }

    private func ending(_ expected: Expectation) -> Failure? {
        switch (status, expected.signal) {
        case (.exited(let got), nil): exited(got, expected.exit)
        case (.signalled(let got), nil): .signal(got, expected: expected.exit.words, self)
        case (.signalled(let got), let signal?):
            got == signal ? nil : .signal(got, expected: "signal \(signal) (\(Signals.name(signal)))", self)
        case (.exited(let got), let signal?): launcherComplaint(got) ?? .noSignal(got, expected: signal, self)
        }
    }

    private func exited(_ got: Int, _ expected: ExitExpectation) -> Failure? {
        if expected == .status(got) { return nil }
        if let failure = launcherComplaint(got) { return failure }
        // A program may well end with a status of its own after it told of an exception: 1 is the runtime's.
        if got != 0, let sign = CrashSign.find(in: output) {
            return .crashed(sign, "crashed with exit status \(got)", self)
        }
        guard case .status(let expected) = expected else { return nil }
        return .exitStatus(got, expected: expected, self)
    }

    /// The launcher ends with one of these and a line of its own when it cannot do its part.
    private static let launcherStatuses = 110...119

    private func launcherComplaint(_ got: Int) -> Failure? {
        let prefix = "bmatrix:"
        guard Self.launcherStatuses.contains(got),
            let line = Printable.text(stderr.suffix(20_000)).split(separator: "\n").first(where: {
                $0.hasPrefix(prefix)
            })
        else { return nil }
        return .launcher(String(line.dropFirst(prefix.count).drop { $0 == " " }), self)
    }

    private func text(_ expected: TextExpectation?, _ actual: [UInt8], _ stream: Stream) -> Failure? {
        guard let expected, let complaint = TextComparison(expected: expected, actual: actual).complaint else {
            return nil
        }
        return .text(stream, complaint, self)
    }
}

extension ExitExpectation {
    fileprivate var words: String {
        switch self {
        case .status(let number): "exit status \(number)"
        case .any: "an exit status"
        }
    }
}

/// A command line as one would type it into a shell.
enum ShellQuoting {
    static func line(_ artifact: FilePath, _ arguments: [String], _ environment: [String: String] = [:]) -> String {
        let assignments = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\(quoted($0.value))" }
        return (assignments + [quoted(artifact.string)] + arguments.map(quoted)).joined(separator: " ")
    }

    private static func quoted(_ text: String) -> String {
        let plain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./:=,+@".utf8.contains(byte)
            }
        }
        if plain && !text.isEmpty { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
