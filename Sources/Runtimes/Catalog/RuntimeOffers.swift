package import Matrix

/// All that the sources have, and what kept them from having more.
package struct RuntimeOffers: Sendable {
    /// Newest OTP first; of equals, in the order of the sources.
    package let runtimes: [RuntimeOffer]
    /// Why some source, or part of one, could not say what it has.
    package let problems: [RuntimesError]

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
        let found = runtimes.first { request.accepts($0.otp) && $0.serves(target) }
        guard let found else { throw MissingRuntime(request: request, target: target, offers: self).error }
        return found
    }
}
