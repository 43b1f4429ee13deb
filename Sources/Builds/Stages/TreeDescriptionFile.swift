import FoundationEssentials
import Host
import Matrix
import Releases
import SystemPackage

/// The description of a tree as a file beside it.
extension TreeDescription {
    private static let file = "tree.json"

    /// Reads the file in a folder of the store.
    init(in folder: FilePath, _ stage: Stage, _ disk: Disk) throws(Failure) {
        let path = folder.appending(Self.file)
        guard let bytes = try? disk.read(path),
            let tree = try? JSONDecoder().decode(TreeDescription.self, from: Data(bytes))
        else { throw ActionStore.damaged(folder, stage: stage) }
        self = tree
    }

    /// Writes the file into a folder.
    func write(to folder: FilePath, disk: Disk, stage: Stage) throws(Failure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(self) else {
            throw Failure(
                stage: stage, code: "release.bad-output",
                message: "the description of the release tree cannot be written as JSON",
                hint: "look for names in the project that are no text")
        }
        do throws(DiskError) { try disk.write(Array(data), to: folder.appending(Self.file)) } catch {
            throw error.failure(stage: stage)
        }
    }
}
