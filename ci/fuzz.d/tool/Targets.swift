import Artifacts

/// What inputs are given to, by the names that `ci/fuzz` knows.
nonisolated(unsafe) let targets: [String: ([UInt8]) throws -> Void] = [
    "tool-footer": FooterTarget.run, "tool-manifest": ManifestTarget.run, "tool-tar": TarTarget.run,
    "tool-frame": FrameTarget.run, "tool-tree": TreeTarget.run,
]

/// Whether an error tells nothing to the tool's user.
func isSilent(_ error: any Error) -> Bool { (error as? ArtifactError)?.description.isEmpty == true }
