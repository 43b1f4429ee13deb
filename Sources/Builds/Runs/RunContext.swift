package import Configuration
package import Host
import Matrix
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

    package init(
        file: MatrixFile, base: FilePath, output: FilePath, supply: Supply, store: ActionStore, processes: Processes,
        disk: Disk, clock: Clock, environment: [String: String], events: EventSink
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
    }

    /// The folder of a cell's logs.
    func logs(of cell: Cell) -> FilePath { output.appending("cells").appending(cell.id.text) }

    /// The app of a cell.
    func app(of cell: Cell) -> App? { file.apps.first { $0.name == cell.app } }
}
