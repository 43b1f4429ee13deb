package import Matrix

/// All that the sources have, and what kept them from having more.
package struct RuntimeOffers: Sendable {
    /// Newest OTP first; of equals, in the order of the sources.
    package let runtimes: [RuntimeOffer]
    /// Why some source, or part of one, could not say what it has.
    package let problems: [RuntimesError]

    /// What a lock file pins; it comes before everything else.
    package var pinned = PinnedOffers()
    /// What is installed on this host and may stand in for a version that no source has.
    package var fallback: [RuntimeOffer] = []

    /// Every Elixir on offer, newest first; of equals, in the order of the sources.
    package let elixirs: [ElixirOffer]

    /// Puts offers in order; each Elixir that stands beside a runtime is on offer, too.
    package init(runtimes: [RuntimeOffer], elixirs: [ElixirOffer] = [], problems: [RuntimesError]) {
        self.elixirs = Self.newestFirst(runtimes.compactMap(\.elixir) + elixirs)
        self.runtimes = runtimes.enumerated()
            .sorted { $0.element.otp == $1.element.otp ? $0.offset < $1.offset : $0.element.otp > $1.element.otp }
            .map(\.element)
        self.problems = problems
    }

    private static func newestFirst(_ elixirs: [ElixirOffer]) -> [ElixirOffer] {
        var seen: Set<ElixirOffer> = []
        return elixirs.filter { seen.insert($0).inserted }.enumerated()
            .sorted { left, right in
                let (a, b) = (left.element.version, right.element.version)
                return a == b ? left.offset < right.offset : a > b
            }
            .map(\.element)
    }

    /// The newest runtime that was asked for and that serves the target.
    ///
    /// `runtimes.no-such-otp` tells what there is; when a source could not answer, its failure is told instead,
    /// because it may be the one that has it.
    package func resolve(_ request: VersionRequest, for target: Target) throws(RuntimesError) -> RuntimeOffer {
        if let offer = pinned.runtime(request, for: target) { return offer }
        if let found = runtimes.first(where: { request.accepts($0.otp) && $0.serves(target) }) { return found }
        // A source that could not be asked may have it: that is no reason to take another version.
        if problems.isEmpty, let own = fallback.first(where: { $0.serves(target) }) { return own }
        throw MissingRuntime(request: request, target: target, offers: self).error
    }

    /// Whether an offer only stands in for what no source has.
    package func isFallback(_ offer: RuntimeOffer) -> Bool {
        fallback.contains { $0.source == offer.source && $0.origin == offer.origin && $0.otp == offer.otp }
            && !runtimes.contains { $0.source == offer.source && $0.origin == offer.origin }
    }
}
