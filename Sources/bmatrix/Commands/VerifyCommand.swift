import ArgumentParser
import Host
import Reports
import SystemPackage

/// `bmatrix verify`: whether artifacts are what was made.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks every byte of artifacts, and of an output folder all that its lists and records say.")

    @Argument(help: "An artifact, or the output folder of a run.")
    var path = "dist"

    @OptionGroup var page: PageArguments

    func run() async throws {
        let place = try NamedArtifact(path).path
        let verification = try await Blocking.run { () throws(Fault) in try Self.verification(of: place) }
        try page.show(verification.json) { verification.lines(style: $0) }
        if verification.findings.isEmpty { throw ExitStatus.nothingSelected }
        if !verification.isSound { throw ExitStatus.red }
    }

    private static func verification(of place: FilePath) throws(Fault) -> Verification {
        let disk = Disk()
        do throws(DiskError) {
            if disk.isFolder(place) { return Verification(try FolderVerification(place, disk: disk).findings()) }
            guard disk.kind(of: place) != nil else { throw DiskError("find", place, 2) }
        } catch {
            throw Fault(status: .usage, code: error.code, message: error.message, hint: "check the path")
        }
        return Verification([ArtifactVerification(place).finding(listed: nil, record: nil)])
    }
}
