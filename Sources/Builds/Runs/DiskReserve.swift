import Configuration
import Host
import Matrix
import SystemPackage

extension RunContext {
    /// Throws if less is free than `limits: {disk-free: …}` wants, before anything is begun that writes much.
    func requireFreeDisk(_ stage: Stage, for place: FilePath) throws(Failure) {
        guard let wanted = file.limits.diskFree else { return }
        for path in [output, place] {
            guard let free = disk.freeSpace(at: path), free < wanted else { continue }
            throw Failure(
                stage: stage, code: "limits.disk-free",
                message:
                    "only \(free) bytes are free on the disk of \(path); the matrix file wants \(wanted) to stay free",
                hint: "make room there, or lower `limits: {disk-free: …}`", isInfrastructure: true)
        }
    }
}
