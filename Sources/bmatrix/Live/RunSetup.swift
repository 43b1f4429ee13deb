import Builds
import Configuration
import Host
import Runtimes
import SystemPackage

/// What every graph of a matrix file is made with, whether it is worked through or only looked at.
struct RunSetup {
    let matrix: MatrixArguments
    let file: MatrixFile
    let sources: Sources
    let offers: RuntimeOffers

    /// The real effects, put together.
    ///
    /// - Parameter notify: hears of what is fetched and laid out, in short lines.
    func context(
        _ options: RunOptions = RunOptions(), events: EventSink = EventSink { _ in },
        notify: @escaping @Sendable (String) -> Void
    ) -> RunContext {
        var options = options
        options.host = HostFacts.identity
        options.platform = HostFacts.platform
        options.matrix = matrix.path
        return RunContext(
            file: file, base: matrix.folder, output: matrix.output(file),
            supply: sources.supply(offers, notify: notify),
            store: sources.actions, processes: .live, disk: Disk(), clock: .live, environment: HostFacts.environment,
            events: events, options: options)
    }
}
