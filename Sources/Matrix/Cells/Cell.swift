/// One combination of the matrix: what is built, smoke-tested and reported on as a unit.
package struct Cell: Hashable, Codable, Sendable {
    package let app: String
    package let mode: Mode
    /// The OTP as asked for (`27`).
    package let otpRequest: VersionRequest
    /// The OTP it resolved to (`27.3.4.1`); `nil` when no source has it.
    package let otp: Version?
    /// The Elixir as asked for (`1.18`); `nil` when it is picked automatically.
    package let elixirRequest: VersionRequest?
    /// The Elixir it resolved to; `nil` when none was found.
    package let elixir: Version?
    package let target: Target
    /// The cell's name in every report and on the command line.
    package let id: CellID

    /// Whether the id names the Elixir, because other cells differ in nothing else.
    package var namesElixir: Bool { id.text.contains("/elixir-") }

    package init(
        app: String, mode: Mode, otpRequest: VersionRequest, otp: Version?, elixirRequest: VersionRequest? = nil,
        elixir: Version?, target: Target, namesElixir: Bool = false
    ) {
        let path = CellID.path(
            mode: mode, otp: otp?.text ?? otpRequest.text,
            elixir: namesElixir ? elixir?.text ?? elixirRequest?.text : nil, target: target)
        self.init(
            app: app, mode: mode, otpRequest: otpRequest, otp: otp, elixirRequest: elixirRequest, elixir: elixir,
            target: target, path: path)
    }

    /// - Parameter path: What follows the app in the id.
    init(
        app: String, mode: Mode, otpRequest: VersionRequest, otp: Version?, elixirRequest: VersionRequest?,
        elixir: Version?, target: Target, path: String
    ) {
        self.app = app
        self.mode = mode
        self.otpRequest = otpRequest
        self.otp = otp
        self.elixirRequest = elixirRequest
        self.elixir = elixir
        self.target = target
        self.id = CellID("\(app)/\(path)")
    }
}

/// A cell's stable name, such as `test_cli/cli/otp-27.3.4.1/any_linux_x86_64`; also its folder below `dist/cells`.
package struct CellID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// What follows the app in an id; without an Elixir where all cells have the same.
    static func path(mode: Mode, otp: String, elixir: String?, target: Target) -> String {
        "\(mode.rawValue)/otp-\(otp)/\(elixir.map { "elixir-\($0)/" } ?? "")\(target.name)"
    }

    package var description: String { text }

    package static func < (left: CellID, right: CellID) -> Bool { left.text < right.text }

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// A combination that was left out, and why.
package struct DroppedCell: Hashable, Codable, Sendable {
    package let cell: Cell
    package let reason: String

    package init(cell: Cell, reason: String) {
        self.cell = cell
        self.reason = reason
    }
}
