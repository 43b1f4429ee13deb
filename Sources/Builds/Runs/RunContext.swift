package import Configuration
package import Host
package import Matrix
package import SystemPackage

/// All that the cells of one run share: the file, the effects and the places.
package struct RunContext: Sendable {
    package let file: MatrixFile
    /// The folder of the matrix file, which the apps' paths are relative to.
    package let base: FilePath
    /// The output folder.
    package let output: FilePath
    package let supply: Supply
    package let store: ActionStore
    package let processes: Processes
    package let disk: Disk
    package let clock: Clock
    /// The environment bmatrix was called with.
    package let environment: [String: String]
    package let events: EventSink
    package var options: RunOptions

    package init(
        file: MatrixFile, base: FilePath, output: FilePath, supply: Supply, store: ActionStore, processes: Processes,
        disk: Disk, clock: Clock, environment: [String: String], events: EventSink, options: RunOptions = RunOptions()
    ) {
        self.file = file
        self.base = base
        self.output = output
        self.supply = supply
        self.store = store
        self.processes = processes
        self.disk = disk
        self.clock = clock
        self.environment = environment
        self.events = events
        self.options = options
    }

    /// What lies in a project's folder and does not belong to it: results, and the matrix file.
    var leaving: [FilePath] { [output, options.matrix ?? base.appending("matrix.yaml")] }

    /// Where emulators are looked for that run artifacts for other processors.
    var emulators: EmulatorSearch { EmulatorSearch(path: environment["PATH"] ?? "") }

    /// The folder of a cell's logs.
    package func logs(of cell: CellID) -> FilePath { output.appending("cells").appending(cell.text) }

    /// The folder of a cell's logs, made if it is not there.
    func madeLogs(of cell: CellID, _ stage: Stage) throws(Failure) -> FilePath {
        let folder = logs(of: cell)
        do throws(DiskError) { try disk.makeFolder(folder) } catch { throw error.failure(stage: stage) }
        return folder
    }
}

/// What the caller asks of one run.
package struct RunOptions: Hashable, Sendable {
    /// The most actions at once.
    package var jobs = 1
    /// Whether smoke tests are run that have passed before with the same artifact.
    package var runsPassedTests = false
    /// How often each smoke test is run.
    package var repetitions = 1
    /// The sizes of artifacts in the last runs that were green for their cells, in bytes.
    package var baselines: [CellID: Int] = [:]
    /// The memory that the heaviest action of a cell took in earlier runs, in bytes.
    package var memory: [CellID: Int] = [:]
    /// The memory for all actions at once where the matrix file sets no limit, in bytes; `nil` for any.
    package var availableMemory: Int?
    /// The matrix file, which is no part of a project that it lies in; `nil` for a file of the usual name.
    package var matrix: FilePath?
    /// The version of bmatrix, as artifacts' papers tell it.
    package var tool = ""
    /// What the host is, as far as it can decide about a smoke test.
    package var host = ""
    /// The host as a system that artifacts run on.
    package var platform = Platform.x86_64

    package init() {}
}

extension DiskError {
    /// The failure of a cell whose surroundings refused a file operation.
    func failure(stage: Stage) -> Failure {
        Failure(stage: stage, code: code, message: message, hint: hint, isInfrastructure: true)
    }
}
