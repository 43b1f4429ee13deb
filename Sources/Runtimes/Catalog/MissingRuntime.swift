import Matrix

/// Tells why there is no runtime for a target: what was asked for is made for other systems, or nobody has it; and what comes nearest.
struct MissingRuntime {
    let request: VersionRequest
    let target: Target
    let offers: RuntimeOffers

    /// The most versions that are told of a source, and the most sources whose runtime is made for another system.
    private static let most = 3

    /// The error for the user.
    var error: RuntimesError {
        let message = "no source has Erlang/OTP \(request) for \(target)" + elsewhere + "; \(nearest)"
        guard let problem = offers.problems.first else {
            return RuntimesError("runtimes.no-such-otp", message, hint: hint)
        }
        let reasons = offers.problems.map(\.message).joined(separator: "; ")
        return RuntimesError(
            problem.code, "\(message); not all sources could be asked: \(reasons)", hint: problem.hint,
            isInfrastructure: offers.problems.contains { $0.isInfrastructure })
    }

    private var serving: [RuntimeOffer] { offers.runtimes.filter { $0.serves(target) } }

    /// The same version for other systems, with what keeps it from this one.
    private var elsewhere: String {
        let others = offers.runtimes.filter { request.accepts($0.otp) }.prefix(Self.most)
        let reasons = others.compactMap { offer in target.objection(to: offer.platform).map { "\(offer), but \($0)" } }
        return reasons.isEmpty ? "" : "; there is " + reasons.joined(separator: ", and ")
    }

    /// The target for any Linux, where what was asked for is there but for this target's C library.
    private var portable: Target? {
        let target = Target(Platform(target.operatingSystem, target.architecture, .bundled))
        return offers.runtimes.contains { request.accepts($0.otp) && $0.serves(target) } ? target : nil
    }

    /// What each source has for the target that comes nearest.
    private var nearest: String {
        let serving = serving
        guard !serving.isEmpty else { return "for this target there is nothing" }
        let lists = sources.map { source in
            let own = serving.filter { $0.source == source }
            let versions = request.nearest(of: own.map(\.otp), count: Self.most)
            let offers = versions.compactMap { version in own.first { $0.otp == version }?.description }
            return offers.isEmpty ? "\(source) has none for it" : offers.joined(separator: ", ")
        }
        return "nearest for this target: " + lists.joined(separator: "; ")
    }

    /// The sources that have anything, in the order of the file as far as it shows.
    private var sources: [String] {
        var seen: Set<String> = []
        return offers.runtimes.map(\.source).filter { seen.insert($0).inserted }
    }

    /// The way to a runtime that only this tool makes.
    private var buildable: String {
        guard target.libc == .musl else { return "" }
        return "; or build one: bmatrix runtimes build --otp \(request) --target \(target), and name the source `built`"
    }

    private var hint: String {
        if let portable { return "the target \(portable) takes it: it brings its own C library along" + buildable }
        return serving.isEmpty
            ? "add a source that serves it, or choose another target" : "ask for one of these, or add a source"
    }
}
