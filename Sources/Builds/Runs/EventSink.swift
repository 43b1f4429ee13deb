package import Matrix

/// Where a run tells what happens, as it happens; called from many tasks at once.
package struct EventSink: Sendable {
    /// Takes one event.
    package var send: @Sendable (Event.Kind) -> Void

    package init(send: @escaping @Sendable (Event.Kind) -> Void) { self.send = send }
}
