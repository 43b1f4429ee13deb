package import Host
package import Matrix
package import Transfer

/// The effects that fetching and making runtimes needs, as values.
package struct RuntimesContext: Sendable {
    /// Where everything is kept.
    package var store: Store
    /// Fetches over the network.
    package var transfer: Transfer
    /// Tells how old what we know is.
    package var clock: Clock
    /// The programs that make a runtime run on any Linux.
    package var loader: @Sendable (Architecture) -> LoaderBinaries
    /// Hears what is being done, in short lines such as `fetching erlang-base, 11 MB`.
    package var notify: @Sendable (String) -> Void

    /// A context made of its effects.
    package init(
        store: Store, transfer: Transfer = .live(), clock: Clock = .live,
        loader: @escaping @Sendable (Architecture) -> LoaderBinaries = LoaderBinaries.embedded,
        notify: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.store = store
        self.transfer = transfer
        self.clock = clock
        self.loader = loader
        self.notify = notify
    }
}
