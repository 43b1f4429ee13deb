import Matrix

/// The name of a platform in a MANIFEST.json: `linux-glibc-amd64`, or in older ones `amd64-glibc`.
struct BatamantaKey: Hashable {
    let operatingSystem: OperatingSystem
    let architecture: Architecture
    let libc: CLibrary?

    /// Reads a name of either form; nil for what is none, such as one that names two C libraries.
    init?(_ text: String) {
        var (systems, architectures, libraries) = ([OperatingSystem](), [Architecture](), [CLibrary]())
        for word in text.split(separator: "-", omittingEmptySubsequences: false) {
            switch word {
            case "linux": systems.append(.linux)
            case "darwin", "macos": systems.append(.macos)
            case "windows": systems.append(.windows)
            case "amd64", "x86_64": architectures.append(.x86_64)
            case "arm64", "aarch64": architectures.append(.arm64)
            case "glibc", "gnu": libraries.append(.glibc)
            case "musl": libraries.append(.musl)
            default: return nil
            }
        }
        guard systems.count <= 1, libraries.count <= 1, architectures.count == 1 else { return nil }
        operatingSystem = systems.first ?? .linux
        architecture = architectures[0]
        libc = libraries.first
        // Only Linux leaves a choice of C libraries, and it always has to be made.
        if (operatingSystem == .linux) != (libc != nil) { return nil }
    }
}
