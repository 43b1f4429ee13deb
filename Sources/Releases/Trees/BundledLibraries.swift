import Matrix

/// The libraries that travel with a tree because a bundled C library does.
struct BundledLibraries {
    private let choices: [String: SharedLibraries.Choice]

    init(_ choices: [String: SharedLibraries.Choice]) { self.choices = choices }

    /// Why each is packed, by its name.
    var reasons: [String: String] { choices.mapValues(Self.reason) }

    /// Those that stand in for another, whose name they have.
    var standIns: Set<String> { Set(choices.filter { $0.value.standIn != nil }.keys) }

    private static func reason(_ choice: SharedLibraries.Choice) -> String {
        let users = Set(choice.users.map { name(of: $0) }).sorted()
        if users.isEmpty { return "part of the C library" }
        let names = users.prefix(3).joined(separator: ", ") + (users.count > 3 ? " and others" : "")
        return choice.standIn == nil ? "needed by \(names)" : "stands in for a library of which \(names) needs little"
    }

    /// The last part of a path; behind the stub of a program is the program.
    private static func name(of user: String) -> String {
        let name = user.split(separator: "/").last.map(String.init) ?? user
        return name.hasSuffix(".elf") ? String(name.dropLast(4)) : name
    }
}
