/// The groups of Buildkite's logs, which end where the next one begins: https://buildkite.com/docs/pipelines/configure/managing-log-output
struct Buildkite: ServiceDialect {
    func opening(_ group: ServiceGroup) -> [String] { ["--- \(PlainText(group.title).oneLine)"] }

    func closing(_ group: ServiceGroup) -> [String] { [] }

    /// The verdict is a group that stands open if anything is red.
    func beginning(isRed: Bool) -> [String] { [isRed ? "+++ bmatrix" : "--- bmatrix"] }
}
