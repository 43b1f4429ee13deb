import Host
import Matrix

extension Platform {
    /// What was seen of a system, in the words of targets.
    init(detected facts: SystemFacts) {
        self.init(facts, LibraryDetection(facts))
    }

    private init(_ facts: SystemFacts, _ detection: LibraryDetection) {
        let architecture = Architecture(machine: facts.kernel.machine) ?? .ofTool
        switch facts.kernel.name {
        case "Darwin": self.init(.macos, architecture)
        default:
            switch detection.library {
            case .glibc:
                self.init(.linux, architecture, .glibc, glibc: detection.version.flatMap { Version(glibc: $0) })
            case .musl: self.init(.linux, architecture, .musl)
            // Where there is no C library, only programs that bring their own run.
            case nil: self.init(.linux, architecture, .bundled)
            }
        }
    }
}

extension Architecture {
    /// The processor by the kernel's word for it; `nil` for one that no target has.
    init?(machine: String) {
        switch machine {
        case "x86_64", "amd64": self = .x86_64
        case "aarch64", "arm64": self = .arm64
        default: return nil
        }
    }

    /// The processor that the tool was built for.
    static var ofTool: Architecture {
        #if arch(arm64)
            .arm64
        #else
            .x86_64
        #endif
    }
}
