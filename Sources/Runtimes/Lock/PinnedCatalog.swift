import Host
import Matrix
import SystemPackage

extension Catalog {
    /// The offers that pins stand for. What a source cannot put together from the pin alone is looked for among what it has.
    package func offers(
        pinnedBy lock: LockFile, for demand: RuntimeDemand
    ) async throws(RuntimesError) -> PinnedOffers {
        var pinned = PinnedOffers()
        var asked: [String: RuntimeOffers] = [:]
        for (name, pin) in lock.pins {
            let named = sources.filter { $0.name == pin.source }
            if named.isEmpty { throw .sourceIsGone(pin) }
            if let offer = try await offer(of: pin, from: named) {
                pinned.add(offer, name)
                continue
            }
            if asked[pin.source] == nil { asked[pin.source] = await offers(of: named, for: demand) }
            guard let offers = asked[pin.source], let offer = try await match(pin, offers) else {
                throw asked[pin.source]?.problems.first ?? .moved(pin)
            }
            pinned.add(offer, name)
        }
        return pinned
    }

    /// The first offer that one of the sources puts together from a pin.
    private func offer(
        of pin: Pin, from sources: [any RuntimeSource]
    ) async throws(RuntimesError) -> PinnedOffer? {
        for source in sources {
            if let offer = try await source.offer(of: pin, context) { return offer }
        }
        return nil
    }

    private func match(_ pin: Pin, _ offers: RuntimeOffers) async throws(RuntimesError) -> PinnedOffer? {
        var isThere = false
        for offer in offers.candidates(for: pin) {
            let files = try await files(of: offer)
            if files.map(\.sha256).sorted() == pin.files.map(\.sha256).sorted() { return offer }
            isThere = true
        }
        if isThere { throw .changed(pin.pin, "\(pin.source) \(pin.origin) has other files of that version now") }
        return nil
    }

    /// Does work for a pinned offer; a file that has moved or changed is told of as that.
    func pinned<Value: Sendable>(
        _ pin: String?, _ work: () async throws(RuntimesError) -> Value
    ) async throws(RuntimesError) -> Value {
        do throws(RuntimesError) { return try await work() } catch {
            guard let pin else { throw error }
            switch error.code {
            case "transfer.not-found": throw .moved(pin, error.message)
            case "transfer.digest", "transfer.too-large": throw .changed(pin, error.message)
            default: throw error
            }
        }
    }
}

extension PinnedOffers {
    fileprivate mutating func add(_ offer: PinnedOffer, _ name: String) {
        switch offer {
        case .runtime(var offer):
            offer.pin = name
            runtimes[name] = offer
        case .elixir(var offer):
            offer.pin = name
            elixirs[name] = offer
        case .tool(var offer):
            offer.pin = name
            tools[name] = offer
        }
    }
}

extension RuntimeOffers {
    /// Offers of the version and place of a pin.
    fileprivate func candidates(for pin: Pin) -> [PinnedOffer] {
        if pin.isRuntime {
            return runtimes.filter { $0.otp == pin.version && $0.origin == pin.origin && $0.platform == pin.platform }
                .map { .runtime($0) }
        }
        if let tool = pin.tool {
            return runtimes.flatMap(\.tools).filter { $0.tool == tool && $0.version == pin.version }.map { .tool($0) }
        }
        return elixirs.filter { $0.version == pin.version && $0.origin == pin.origin }.map { .elixir($0) }
    }
}

extension Pin {
    /// Whether it stands for a runtime.
    var isRuntime: Bool { pin.hasPrefix("otp ") }
    /// The build tool that it stands for, if it does.
    var tool: BuildTool? { BuildTool.allCases.first { pin.hasPrefix("\($0.rawValue) ") } }
}

extension RuntimesError {
    fileprivate static func sourceIsGone(_ pin: Pin) -> RuntimesError {
        RuntimesError(
            "lock.source", "\(LockFile.name) has '\(pin.pin)' from \(pin.source), which is not among `sources:`",
            hint: "add the source, or let `bmatrix runtimes lock --update all` choose anew")
    }

    fileprivate static func moved(_ pin: Pin) -> RuntimesError {
        moved(pin.pin, "\(pin.source) \(pin.origin) has no \(pin.version) any more")
    }

    fileprivate static func moved(_ pin: String, _ detail: String) -> RuntimesError {
        RuntimesError(
            "lock.moved", "what \(LockFile.name) pins as '\(pin)' is gone: \(detail)",
            hint: "\(update(pin)); a mirror that keeps old files, or a cache that has them, serves the pin still",
            isInfrastructure: true)
    }

    static func changed(_ pin: String, _ detail: String) -> RuntimesError {
        RuntimesError(
            "lock.changed", "what \(LockFile.name) pins as '\(pin)' is not what it was: \(detail)",
            hint: "find out why; then \(update(pin))", isInfrastructure: true)
    }

    private static func update(_ pin: String) -> String {
        let words = pin.split(separator: " ")
        let version = words.firstIndex(of: "otp").flatMap { words.indices.contains($0 + 1) ? words[$0 + 1] : nil }
        return "`bmatrix runtimes lock --update \(version ?? "all")` pins what there is now"
    }
}
