/// What was found about one thing that builds need, what follows, and the mend.
package struct Examination: Hashable, Codable, Sendable {
    /// How things stand.
    package enum State: String, Codable, Sendable {
        case fine
        /// Something cannot be used, and builds go on without it.
        case note
        /// No build can go well.
        case problem
    }

    /// A short name, such as `cache` or `C library`.
    package var name: String
    package var state: State
    /// What was seen, in one line.
    package var seen: String
    /// The same step by step, where it came from several.
    package var details: [String]
    /// What follows from it.
    package var follows: String?
    /// What to do about it.
    package var mend: String?
    /// The same for programs: plain values by name.
    package var facts: [String: String]

    package init(
        _ name: String, _ state: State = .fine, seen: String, details: [String] = [], follows: String? = nil,
        mend: String? = nil, facts: [String: String] = [:]
    ) {
        self.name = name
        self.state = state
        self.seen = seen
        self.details = details
        self.follows = follows
        self.mend = mend
        self.facts = facts
    }
}
