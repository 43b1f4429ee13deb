import Host
import Matrix
import SystemPackage

/// What a source says of a runtime that it has.
struct RuntimePromise: Hashable, Sendable {
    let otp: Version
    let platform: Platform
}

/// Holds a tree against what its source has promised: names on servers are not to be believed.
struct PromiseCheck {
    let promise: RuntimePromise
    /// What errors call the source of the tree: a URL, a path.
    let name: String

    /// Fails unless the tree is that version, and runs wherever the promised platform does; blocks meanwhile.
    func check(_ root: FilePath) throws {
        let found = try ErlangRoot(root).otpVersion()
        guard found == promise.otp else { throw RuntimesError.otherVersion(name, promise.otp, found) }
        let files = try NativeFiles(root)
        let platform = try files.platform()
        if platform.keeps(promise.platform) { return }
        let witness = files.witness(against: promise.platform) ?? "its files are made for \(platform)"
        throw RuntimesError.otherPlatform(name, promise.platform, witness)
    }
}

extension Platform {
    /// Whether programs that need this run wherever those do that need the other.
    fileprivate func keeps(_ promise: Platform) -> Bool {
        guard operatingSystem == promise.operatingSystem, architecture == promise.architecture else { return false }
        // What brings its C library along asks for none.
        if libc == .bundled { return promise.libc != .musl }
        guard libc == promise.libc else { return false }
        guard let limit = promise.glibc, let glibc else { return true }
        return glibc <= limit
    }
}

extension RuntimesError {
    fileprivate static func otherVersion(_ name: String, _ promised: Version, _ found: Version) -> RuntimesError {
        RuntimesError(
            "runtimes.version-mismatch", "\(name) is said to be Erlang/OTP \(promised) and holds \(found)",
            hint: "take it out of the source, or name it right")
    }

    fileprivate static func otherPlatform(_ name: String, _ promised: Platform, _ witness: String) -> RuntimesError {
        RuntimesError(
            "runtimes.platform-mismatch", "\(name) is said to be for \(promised), but \(witness)",
            hint: "use a build for that platform, or a target that its files can serve")
    }
}
