internal import YAML

/// A variant of a run that `--profile` chooses.
struct Profile: Sendable {
    var name: String
    var select: [SelectionText]
    var skip: [SelectionText]
    var settings: PartialSettings
    /// The file's limits with those of the profile.
    var limits: Limits
}

/// An expression that picks cells, such as `otp=27*,mode=cli`, as the file writes it.
package struct SelectionText: Hashable, Sendable {
    package let text: String
    let place: Place
}

extension MatrixFile {
    /// The file as a profile makes it; there is none, and a diagnostic instead, if the file has no such profile.
    ///
    /// The profile's settings count as the file's defaults, so that apps and overrides still win; `select` and `skip` are those of the profile.
    package func applying(profile name: String) -> (file: MatrixFile?, diagnostics: [Diagnostic]) {
        guard let profile = profiles.first(where: { $0.name == name }) else {
            return (nil, [source.diagnostic(.unknownProfile(name, profiles.map(\.name)), at: places.profiles)])
        }
        var file = self
        file.profile = name
        file.defaults = defaults + [profile.settings]
        file.limits = profile.limits
        file.select = profile.select
        file.skip = profile.skip
        return (file, [])
    }

    /// A diagnostic about an expression of a profile.
    ///
    /// - Parameters:
    ///   - code: A stable code such as `selection.unknown-axis`.
    ///   - notes: What was expected, and what may have been meant.
    package func diagnostic(
        _ expression: SelectionText, code: String, message: String, notes: [String]
    ) -> Diagnostic {
        source.diagnostic(Fault(code: code, message: message, notes: notes), at: expression.place)
    }
}

extension Fault {
    fileprivate static func unknownProfile(_ name: String, _ known: [String]) -> Fault {
        guard known.isEmpty else { return .unknown("profile", name, known: known) }
        return Fault(
            code: "config.unknown-name", message: "unknown profile '\(name)'",
            notes: ["the file has no profiles", "add one: profiles: {\(name): {select: \"otp=27*\"}}"])
    }
}
