package import SystemPackage

/// Why an artifact could not be written or is not what it must be.
package enum ArtifactError: Error, Hashable, Sendable {
    /// The file's end is missing, or bytes were added to it.
    case truncated(FilePath)
    /// The file is something else.
    case notAnArtifact(FilePath)
    /// The last 64 bytes contradict each other.
    case damagedFooter(FilePath)
    case damagedManifest(FilePath, detail: String)
    case damagedPayload(FilePath)
    case damagedLauncher(FilePath)
    /// A program for macOS whose signature is not that of its bytes.
    case damagedSignature(FilePath)
    /// No byte has changed since it was made, but what it holds is not what the format allows.
    case malformedPayload(FilePath, detail: String)
    /// So much would come out of so little that it is made to fill disks.
    case tooLarge(FilePath, bytes: UInt64)
    /// A folder that is to be filled holds something.
    case notEmpty(FilePath)
    /// The file may not be executed by its owner.
    case notExecutable(FilePath)
    /// Made by a bmatrix that writes a format this one does not know.
    case newerFormat(FilePath, version: Int)

    /// A value that the manifest cannot hold.
    case invalidValue(key: String, detail: String)
    /// A file of the release that cannot be packed as it is.
    case invalidEntry(path: String, detail: String)
    /// The program to start is not among the files.
    case noProgram(path: String)
    /// A file had another size or content when it was read again.
    case changed(FilePath)
    /// This bmatrix carries no launcher for the target.
    case noLauncher(target: String)
    case unreadable(FilePath, Errno)
    case unwritable(FilePath, Errno)
    case compression(detail: String)
    /// The task was cancelled.
    case interrupted

    /// The stable identifier of this kind of failure.
    package var code: String {
        switch self {
        case .truncated: "artifact.truncated"
        case .notAnArtifact: "artifact.not-an-artifact"
        case .damagedFooter: "artifact.damaged-footer"
        case .damagedManifest: "artifact.damaged-manifest"
        case .damagedPayload: "artifact.damaged-payload"
        case .damagedLauncher: "artifact.damaged-launcher"
        case .damagedSignature: "artifact.damaged-signature"
        case .malformedPayload: "artifact.malformed-payload"
        case .tooLarge: "artifact.too-large"
        case .notEmpty: "artifact.not-empty"
        case .notExecutable: "artifact.not-executable"
        case .newerFormat: "artifact.newer-format"
        case .invalidValue: "artifact.invalid-value"
        case .invalidEntry: "artifact.invalid-entry"
        case .noProgram: "artifact.no-program"
        case .changed: "artifact.changed-while-packing"
        case .noLauncher: "artifact.no-launcher"
        case .unreadable: "artifact.unreadable"
        case .unwritable(_, .noSpace), .unwritable(_, .diskQuotaExceeded): "artifact.disk-full"
        case .unwritable: "artifact.unwritable"
        case .compression: "artifact.compression"
        case .interrupted: "artifact.interrupted"
        }
    }

    /// What happened, and where.
    package var message: String {
        switch self {
        case .truncated(let path): "\(path) was cut off, or bytes were added to it"
        case .notAnArtifact(let path): "\(path) is not an artifact of bmatrix"
        case .damagedFooter(let path): "\(path) is damaged: its last 64 bytes have changed"
        case .damagedManifest(let path, let detail): "\(path) is damaged: its manifest \(detail)"
        case .damagedPayload(let path): "\(path) is damaged: the packed files have changed"
        case .damagedLauncher(let path): "\(path) is damaged: the launcher at its front has changed"
        case .damagedSignature(let path): "\(path) is damaged: its signature does not fit its bytes"
        case .malformedPayload(let path, let detail): "\(path) holds what no artifact may hold: \(detail)"
        case .tooLarge(let path, let bytes):
            "\(path) would unpack to \(bytes) bytes, far more than files of its size do"
        case .notEmpty(let path): "\(path) is there and is no empty folder"
        case .notExecutable(let path): "\(path) may not be executed"
        case .newerFormat(let path, let version):
            "\(path) has format \(version), but this bmatrix reads no newer one than \(Footer.version)"
        case .invalidValue(let key, let detail): "the manifest's '\(key)' \(detail)"
        case .invalidEntry(let path, let detail): "'\(path)' cannot be packed: \(detail)"
        case .noProgram(let path): "the program to start, '\(path)', is not among the packed files"
        case .changed(let path): "\(path) changed while it was being packed"
        case .noLauncher(let target): "this bmatrix was built without a launcher for \(target)"
        case .unreadable(let path, let errno): "cannot read \(path): \(errno)"
        case .unwritable(let path, let errno): "cannot write \(path): \(errno)"
        case .compression(let detail): "compression failed: \(detail)"
        case .interrupted: "packing was interrupted"
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .truncated, .damagedFooter, .damagedManifest, .damagedPayload, .damagedLauncher, .damagedSignature:
            "copy the file again, or build it again"
        case .notAnArtifact: "name a file that bmatrix made"
        case .malformedPayload, .tooLarge: "do not run it: bmatrix made no such file"
        case .notEmpty: "name a folder that is not there yet, or an empty one"
        case .notExecutable(let path): "run: chmod +x \(path)"
        case .newerFormat: "use the bmatrix that made it, or a newer one"
        case .invalidValue: "a value is one line of text; take out the line break or control character"
        case .invalidEntry: "take the file out of the release, or replace it"
        case .noProgram: "this is a mistake in the release; check what was assembled"
        case .changed: "let nothing write to the build folders during a run, and run again"
        case .noLauncher: "run ci/launchers and build bmatrix again"
        case .unreadable: "check that the file exists and that you may read it"
        case .unwritable(_, .noSpace), .unwritable(_, .diskQuotaExceeded): "free some disk space and try again"
        case .unwritable: "check that the folder exists and that you may write to it"
        case .compression: "check the compression level and the free memory"
        case .interrupted: "run again; what was done already is kept"
        }
    }
}

extension ArtifactError: CustomStringConvertible {
    package var description: String { "\(message) [\(code)]; \(hint)" }
}
