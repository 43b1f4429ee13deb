import Host
import Matrix
import SystemPackage

/// What surrounds the program in one test: folders, variables, and the values of placeholders. Nothing comes from the machine
/// we run on but the system's own programs.
struct Surroundings: Sendable {
    /// The folders that all tests of an artifact share; nobody needs them afterwards.
    static let sharedFolders = ["cache", "home", "tmp"]

    let subject: Subject
    /// The test's own folder, for what we write about it.
    let folder: FilePath
    /// The folder that the program runs in, which `{folder}` stands for.
    let playground: FilePath
    /// What `{port}` stands for; `nil` when the test does not ask for one.
    let port: Int?
    let timeout: Duration

    /// Makes the folders.
    init(_ subject: Subject, _ test: SmokeTest, number: Int, disk: Disk) throws(DiskError) {
        self.subject = subject
        folder = subject.work.appending(Self.folderName(test.name, number))
        playground = folder.appending("folder")
        timeout = (test.timeout.map { .seconds($0) } ?? subject.timeout) * subject.stretch
        port = Placeholders.mention("port", in: test) ? Loopback.freePort() : nil
        try? disk.removeTree(folder)
        try disk.makeFolder(playground)
        for name in Self.sharedFolders { try disk.makeFolder(subject.work.appending(name), mode: 0o700) }
    }

    /// How long a program may take to end after SIGTERM.
    var grace: Duration { subject.grace * subject.stretch }

    /// The variables of the program's environment, those that the test adds included.
    func environment(of test: SmokeTest) -> [String: String] {
        // Programs that start epmd must not meet another one's, where they share a network.
        let epmd = Loopback.freePort().map { ["ERL_EPMD_PORT": String($0)] } ?? [:]
        let fixed = [
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "HOME": subject.work.appending("home").string,
            "TMPDIR": subject.work.appending("tmp").string, "BMATRIX_DIR": subject.work.appending("cache").string,
        ]
        return fixed.merging(epmd) { $1 }.merging(test.environment) { $1 }
    }

    /// The program sees its work folder, the system and nothing else of ours.
    var isolation: Isolation {
        guard subject.isolated else { return .none }
        return .sandbox(
            Sandbox(
                writable: [subject.work], readable: [subject.artifact], network: subject.network,
                emulator: subject.emulation?.emulator))
    }

    private static func folderName(_ name: String, _ number: Int) -> String {
        let plain = name.lowercased().unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                ? Character(scalar) : "-"
        }
        return "\(number < 10 ? "0" : "")\(number)-\(String(plain.prefix(40)))"
    }
}
