import Matrix

/// What is folded in a service's log.
struct ServiceGroup {
    var title: String
    var id: CellID
    /// In seconds since 1970.
    var begin: Double
    var end: Double
}

/// How one service is told what is a group, an error, a report.
protocol ServiceDialect: Sendable {
    /// The lines that begin a folded group.
    func opening(_ group: ServiceGroup) -> [String]
    /// The lines that end it.
    func closing(_ group: ServiceGroup) -> [String]
    /// The lines in front of the verdict.
    func beginning(isRed: Bool) -> [String]
    /// The line that shows an error or a warning outside of the log; `nil` where the service has no such thing.
    func annotation(_ annotation: Annotation) -> String?
    /// The lines that tell where the reports are.
    func reports(in folder: String) -> [String]
}

extension ServiceDialect {
    func beginning(isRed: Bool) -> [String] { [] }
    func annotation(_ annotation: Annotation) -> String? { nil }
    func reports(in folder: String) -> [String] { [] }
}

/// Replaces characters by what a service wants to see instead of them.
struct Escapes {
    private let table: [Unicode.Scalar: String]

    init(_ table: [Unicode.Scalar: String]) { self.table = table }

    func escape(_ raw: String) -> String {
        var text = ""
        for scalar in PlainText(raw).text.unicodeScalars {
            if let replaced = table[scalar] { text += replaced } else { text.unicodeScalars.append(scalar) }
        }
        return text
    }
}
