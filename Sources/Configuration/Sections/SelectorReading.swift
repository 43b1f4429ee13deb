internal import Matrix
internal import YAML

/// Reads what picks cells: a mapping from axes to names, versions or patterns.
enum SelectorReading {
    static let axes = Selector.Axis.allCases.map(\.rawValue)

    /// The selector of a `when:`.
    static func when(_ fields: Fields, apps: [String]) -> Selector? {
        guard let value = fields.required("when", Shape.selector.wanted), let inner = value.fields(.selector) else {
            return nil
        }
        return selector(inner, apps: apps)
    }

    /// The selector made of those fields that are axes; at least one must be.
    static func selector(_ fields: Fields, apps: [String]) -> Selector? {
        var patterns: [Selector.Axis: [String]] = [:]
        for axis in Selector.Axis.allCases {
            guard let value = fields[axis.rawValue] else { continue }
            let items = value.oneOrMore(Wanted(noun: "a name, a pattern or a list of them")).map { item in
                (item, pattern(item, axis, apps: apps))
            }
            patterns[axis] = value.distinct("name or pattern", items)
        }
        if patterns.isEmpty, !fields.hasUnknownKeys, !fields.keys.contains(where: axes.contains) {
            let note = "expected one or more of \(axes.joined(separator: ", "))"
            fields.value.report(Fault(code: "config.no-axis", message: "no axis is named here", notes: [note]))
        }
        return patterns.isEmpty || patterns.values.contains(where: \.isEmpty) ? nil : Selector(patterns)
    }

    /// A pattern; one without `*` must be a name that there is.
    private static func pattern(_ value: Value, _ axis: Selector.Axis, apps: [String]) -> String? {
        guard let text = value.text(Wanted(noun: "a name or a pattern")) else { return nil }
        if axis == .target, !text.contains("*"), !TargetReading.isKnown(text) {
            value.report(.unknownTarget(text))
            return nil
        }
        if let known = names(axis, apps: apps), !text.contains("*"), !known.contains(text) {
            value.report(.unknown(axis.rawValue, text, known: known))
            return nil
        }
        return text
    }

    private static func names(_ axis: Selector.Axis, apps: [String]) -> [String]? {
        switch axis {
        case .app: apps
        case .mode: AppsSection.modeNames
        case .target, .otp, .elixir: nil
        }
    }
}

/// Reads an item of `exclude:`.
enum ExcludeReading {
    private static let reason = Wanted(noun: "why it is left out", detail: ", in a few words")

    static func exclusion(_ value: Value, apps: [String]) -> Exclusion? {
        guard let fields = value.fields(.exclusion) else { return nil }
        let reason = fields.required("reason", reason)?.filled(reason)
        let selector = SelectorReading.selector(fields, apps: apps)
        guard let reason, let selector else { return nil }
        return Exclusion(selector: selector, reason: reason)
    }
}

/// Reads an item of `include:`, which names one cell.
enum IncludeReading {
    static func inclusion(_ value: Value, apps: [String], host: Platform) -> Inclusion? {
        guard let fields = value.fields(.inclusion) else { return nil }
        let app = fields.required("app", Wanted(noun: "the name of an app"))?.choice("app", of: apps)
        let mode = fields.required("mode", Wanted(noun: "a mode", detail: " such as cli"))?.choice(
            "mode", of: AppsSection.modeNames)
        let otp = fields.required("otp", MatrixSection.otpWanted).flatMap(MatrixSection.otpRequest)
        let target = fields.required("target", TargetReading.wanted).map { TargetReading.target($0, host: host) }
        let elixir = fields["elixir"].flatMap(elixir)
        let reason = fields["reason"]?.text(Wanted(noun: "a text"))
        guard let app, let mode = mode.flatMap({ Mode(rawValue: $0) }), let otp,
            case let target?? = target
        else { return nil }
        return Inclusion(app: app, mode: mode, otp: otp, elixir: elixir, target: target, reason: reason)
    }

    /// `auto` is the same as naming none.
    private static func elixir(_ value: Value) -> VersionRequest? {
        if value.isAuto { return nil }
        return MatrixSection.elixirRequest(value)
    }
}
