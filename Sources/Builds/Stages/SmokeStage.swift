import Artifacts
import Configuration
import Matrix
import Smoke
import SystemPackage

extension CellPipeline {
    /// Checks and runs the delivered file itself, as a person who downloaded it would.
    func smoke(_ artifact: DeliveredArtifact) async throws(Failure) -> Staged<Void> {
        let check = ArtifactCheck(processes: context.processes, disk: context.disk, clock: context.clock)
        _ = try await check.verify(artifact.path)
        let subject = Subject(
            artifact: artifact.path, otp: "\(cell.otp?.major ?? 0)", version: artifact.record.appVersion,
            work: try logs.appending("smoke"), timeout: .seconds(settings.timeouts.smoke),
            grace: .seconds(settings.timeouts.grace))
        let (events, id) = (context.events, cell.id)
        try await check.run(subject, artifact.smokeTests) { events.send(.testFinished(id, $0)) }
        return Staged((), cached: false)
    }
}
