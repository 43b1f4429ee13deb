/// What to fetch, and what to make sure of.
package struct TransferRequest: Sendable {
    /// An absolute `http` or `https` URL.
    package var url: String
    /// The most bytes that are taken; more is `transfer.too-large`.
    package var limit: Int
    /// Judges the content before it counts as fetched.
    package var check: (any ContentCheck)?
    /// How long to wait, and for what.
    package var timeouts: TransferTimeouts
    /// What may be done to get at it.
    package var access: TransferAccess
    /// Hears how far the transfer is, about ten times a second, on a thread of its own.
    package var progress: @Sendable (TransferProgress) -> Void

    /// A request, by default for at most 1 GiB and without a check.
    package init(
        url: String, limit: Int = 1 << 30, check: (any ContentCheck)? = nil,
        timeouts: TransferTimeouts = TransferTimeouts(), access: TransferAccess = TransferAccess(),
        progress: @escaping @Sendable (TransferProgress) -> Void = { _ in }
    ) {
        self.url = url
        self.limit = limit
        self.check = check
        self.timeouts = timeouts
        self.access = access
        self.progress = progress
    }
}

/// How long a transfer may take.
package struct TransferTimeouts: Hashable, Sendable {
    /// Until the connection stands.
    package var connect: Duration
    /// Between two pieces of content.
    package var stall: Duration
    /// For all of it, with all attempts.
    package var total: Duration

    /// Timeouts for files of some tens of megabytes over a slow line.
    package init(connect: Duration = .seconds(15), stall: Duration = .seconds(30), total: Duration = .seconds(1800)) {
        self.connect = connect
        self.stall = stall
        self.total = total
    }
}

/// How far a transfer is.
package struct TransferProgress: Hashable, Sendable {
    /// Bytes that came so far.
    package let received: Int
    /// Bytes that are to come in all, if the server told.
    package let total: Int?

    /// A state of a transfer.
    package init(received: Int, total: Int?) {
        self.received = received
        self.total = total
    }
}

/// Judges content as it comes; each attempt starts from a fresh copy.
package protocol ContentCheck: Sendable {
    /// Takes in the next piece.
    mutating func update(_ piece: UnsafeRawBufferPointer)
    /// What is wrong with the content as a whole, in a few words; nil when it is as expected.
    func complaint() -> String?
}
