import Matrix

/// The libraries that travel with a tree because a bundled C library does.
struct BundledLibraries {
    private let choices: [String: SharedLibraries.Choice]

    init(_ choices: [String: SharedLibraries.Choice]) { self.choices = choices }

    /// Why each is packed, by its name.
    var reasons: [String: String] { choices.mapValues(Self.reason) }

    /// Tells a tree's description what belongs to whom: what only applications use belongs to them, so that programs with other
    /// applications have the rest in common; and a stand-in is not the library whose name it has.
    func complete(_ description: inout TreeDescription) {
        for name in choices.keys where isOfApplications(name, []) { description.components["libc/\(name)"] = .otp }
        description.bundledLibraries.removeAll { choices[$0]?.standIn != nil }
    }

    private func isOfApplications(_ name: String, _ seen: Set<String>) -> Bool {
        guard let users = choices[name]?.users, !users.isEmpty, !seen.contains(name) else { return false }
        return users.allSatisfy { $0.hasPrefix("lib/") || isOfApplications($0, seen.union([name])) }
    }

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
