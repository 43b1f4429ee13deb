import Configuration
import Matrix
import Runtimes

/// What a matrix asks for on this machine, each under the name of its pin.
struct PinList {
    private let cells: [Cell]
    private let failures: [CellID: Failure]
    private let offers: RuntimeOffers
    private let host: Platform

    /// What is wrong with the file itself is told when it is planned.
    init(_ file: MatrixFile, _ offers: RuntimeOffers, host: Platform) {
        let plan = file.plan(with: offers.resolution).plan
        (cells, failures) = (plan?.cells ?? [], plan?.failures ?? [:])
        self.offers = offers
        self.host = host
    }

    /// The names of what no pin stands for.
    var missing: [String] {
        var names: [String] = []
        for cell in cells {
            for name in missing(of: cell) where !names.contains(name) { names.append(name) }
        }
        return names
    }

    private func missing(of cell: Cell) -> [String] {
        guard let otp = cell.otp, offers.pinned.runtime(cell.otpRequest, for: cell.target) != nil else {
            return [PinName.runtime(cell.otpRequest, cell.target)]
        }
        let toolchain =
            offers.pinned.toolchain(otp, host: host.architecture) == nil
            ? [PinName.toolchain(otp, host.architecture)] : []
        let elixir = offers.pinned.elixir(cell.elixirRequest, with: otp)
        return toolchain + (elixir == nil ? [PinName.elixir(cell.elixirRequest, otp)] : [])
    }

    /// The lock of all that the cells need; what `known` pins and the offers go by stays as it is.
    func lock(keeping known: LockFile, _ catalog: Catalog) async throws(RuntimesError) -> LockFile {
        var pins = known.pins.filter { name, _ in isOfAnotherHost(name) }
        for cell in cells {
            if let failure = failures[cell.id] { throw RuntimesError(failure) }
            guard let otp = cell.otp, let elixir = cell.elixir else { continue }
            let toolchain = try offers.toolchain(otp, host: host)
            let runtimes = [
                PinName.runtime(cell.otpRequest, cell.target): try offers.exactly(otp, for: cell.target),
                PinName.toolchain(otp, host.architecture): toolchain,
            ]
            for (name, offer) in runtimes where pins[name] == nil {
                pins[name] = try await catalog.pin(name, of: .runtime(offer), keeping: known)
            }
            let name = PinName.elixir(cell.elixirRequest, otp)
            if pins[name] == nil {
                let offer = try offers.elixir(elixir, beside: toolchain)
                pins[name] = try await catalog.pin(name, of: .elixir(offer), keeping: known)
            }
            for tool in BuildTool.allCases {
                let name = PinName.tool(tool, otp)
                guard pins[name] == nil, let offer = offers.tool(tool, beside: toolchain) else { continue }
                pins[name] = try await catalog.pin(name, of: .tool(offer), keeping: known)
            }
        }
        return LockFile(pins.values)
    }

    /// Others build the same matrix on other machines, which we know nothing of.
    private func isOfAnotherHost(_ name: String) -> Bool {
        let used = Set(cells.compactMap(\.otp))
        return [Architecture.x86_64, .arm64].contains { machine in
            machine != host.architecture && used.contains { PinName.toolchain($0, machine) == name }
        }
    }
}

extension RuntimesError {
    /// Why a cell has no version.
    init(_ failure: Failure) {
        self.init(
            code: failure.code, message: failure.message, hint: failure.hint, isInfrastructure: failure.isInfrastructure
        )
    }
}
