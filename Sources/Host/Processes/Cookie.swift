import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// A mark in the environment of a command, inherited by every process that comes from it, by which they
/// are found again whatever session they moved to and whoever their parent is by then.
package struct Cookie: Hashable, Sendable {
    /// The name of the environment variable.
    package static let variable = "BMATRIX_COOKIE"

    /// Unique among the processes of this machine since it booted.
    package let value: String

    private static let counter = Atomic<Int>(0)

    /// A new cookie.
    package init() {
        let number = Cookie.counter.wrappingAdd(1, ordering: .relaxed).newValue
        value = "\(getpid())-\(Int(Clock.live.monotonic() * 1e6))-\(number)"
    }
}
