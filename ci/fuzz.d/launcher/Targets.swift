/// What inputs are given to, by the names that `ci/fuzz` knows.
let targets: [String: ([UInt8]) throws -> Void] = [
    "launcher-footer": FooterTarget.run, "launcher-manifest": ManifestTarget.run, "launcher-tar": TarTarget.run,
    "launcher-frame": FrameTarget.run, "launcher-index": IndexTarget.run, "launcher-tree": TreeTarget.run,
]

/// Whether an error tells nothing to the one who starts the artifact.
func isSilent(_ error: any Error) -> Bool { (error as? Failure)?.message.isEmpty != false }
