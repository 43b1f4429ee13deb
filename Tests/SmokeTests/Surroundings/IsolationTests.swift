import Host
import Matrix
import Smoke
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// What a tested program can see and change of the machine.
@Suite(.enabled(if: IsolationSupport.here.level == .full)) struct IsolationTests {
    /// Each prints what it could do.
    static let attempts = [
        ": >../../../new", ": >/usr/new && echo wrote",
        "test -e /proc/2000000 -o -e /proc/$OUTSIDE && echo saw",
        "tail -n +3 /proc/net/dev | grep -v ' lo:'", "ls -A $REAL_HOME",
    ]

    @Test(arguments: attempts) func aProgramStaysInItsPlace(_ attempt: String) async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let home = Sandbox.callersHome?.string ?? "/none"
        // A home below which the tests run is not empty.
        if attempt.contains("REAL_HOME"), stand.folder.starts(with: FilePath(home)) { return }
        let test = SmokeTest(
            name: "stays", environment: ["REAL_HOME": home, "OUTSIDE": "\(getpid())"],
            expect: Expectation(stdout: TextExpectation(equals: "")))
        let record = try await stand.run("(\(attempt)) 2>/dev/null; exit 0", test)
        #expect(record.failure == nil)
        // The file that the first one makes stands in a /tmp of its own.
        #expect(stand.disk.kind(of: stand.folder.appending("new")) == nil)
    }

    @Test func theNetworkIsThereWhenItIsAskedFor() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let script = "readlink /proc/self/ns/net >net"
        func namespace(network: Bool) async throws -> String {
            #expect(try await stand.run(script, SmokeTest(name: "net"), network: network).failure == nil)
            return try stand.disk.readText(stand.folder.appending("work/01-net/folder/net"))
        }
        var own = [CChar](repeating: 0, count: 100)
        readlink("/proc/self/ns/net", &own, own.count - 1)
        let ours = String(decoding: own.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) + "\n"
        #expect(try await namespace(network: true) == ours)
        #expect(try await namespace(network: false) != ours)
    }

    @Test func itsOwnFoldersCanBeWritten() async throws {
        let stand = try Stand()
        defer { stand.remove() }
        let record = try await stand.run(
            "mkdir \"$BMATRIX_DIR/x\" && echo $HOME >\"$TMPDIR/y\"", SmokeTest(name: "own"))
        #expect(record.failure == nil)
    }
}
