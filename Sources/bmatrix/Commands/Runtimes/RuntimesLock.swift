import ArgumentParser
import Host
import Matrix
import Runtimes

/// `bmatrix runtimes lock`: pins what a matrix is built with.
struct RuntimesLock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Writes bmatrix.lock beside the matrix file: versions, sources, files, digests.",
        discussion: """
            What is pinned already stays; what the matrix no longer asks for goes. Runs use the file when it is there, and
            `run --locked` wants it to be whole.
              bmatrix runtimes lock --update 27     choose OTP 27 anew
            """)

    @OptionGroup var matrix: MatrixArguments

    @Option(
        help: ArgumentHelp(
            "Choose this OTP anew, with all that goes with it: a version, the beginning of one, or all. Repeatable.",
            valueName: "otp"))
    var update: [String] = []

    func run() async throws {
        let file = try matrix.read()
        let sources = try Sources(file, matrix, SupplyArguments.parse([]), refresh: !update.isEmpty)
        let place = LockPlace(beside: matrix)
        do throws(RuntimesError) {
            let before = try place.read() ?? LockFile([])
            let known = update.reduce(before) { $0.without($1) }
            let offers = try await sources.offers(for: file, keeping: known)
            let lock = try await sources.lock(file, offers, keeping: known)
            do throws(DiskError) { try place.write(lock) } catch { throw RuntimesError(error) }
            tell(before, lock)
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw Fault(error)
        }
    }

    private func tell(_ before: LockFile, _ lock: LockFile) {
        let output = Terminal.standardOutput
        for (name, pin) in lock.pins.sorted(by: { $0.key < $1.key }) where before.pins[name] != pin {
            let old = before.pins[name].map { "\($0.version) -> " } ?? ""
            output.write("\(name): \(old)\(pin.version) (\(pin.source) \(pin.origin))")
        }
        let gone = before.pins.keys.filter { lock.pins[$0] == nil }.sorted()
        for name in gone { output.write("\(name): no longer asked for") }
        output.write("\(LockFile.name): \(lock.pins.count) pins")
    }
}
