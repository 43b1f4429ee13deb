import Host
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct DebianMirrorTests {
    @Test(
        "the main archive is found among others",
        arguments: [
            // The archive of security updates, and archives of others.
            """
            deb http://security.invalid/debian-security bookworm-security main
            deb https://others.invalid/apt cloud-bookworm main
            deb https://editor.invalid/ bookworm stable
            deb http://good.invalid/debian/ bookworm main
            """,
            // Somebody's packages under the suite's own name.
            """
            deb https://others.invalid/php bookworm main
            deb http://good.invalid/debian bookworm main
            deb http://good.invalid/debian bookworm-updates main
            """,
            "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://good.invalid/debian trixie main",
            "deb file:///media/disc trixie main\ndeb http://good.invalid/debian trixie main",
        ])
    func found(text: String) {
        #expect(DebianMirror.best(of: AptSources.lines(text)) == "http://good.invalid/debian")
    }

    @Test(
        "hosts that have none",
        arguments: [
            "", "deb http://ubuntu.invalid/ubuntu noble main", "deb-src http://x.invalid/debian trixie main",
            "deb http://x.invalid/debian trixie contrib", "deb cdrom:[Debian]/ trixie main",
        ])
    func none(text: String) {
        #expect(DebianMirror.best(of: AptSources.lines(text)) == nil)
    }

    @Test func bothFormatsAreReadFromTheHost() async throws {
        try await withTemporaryFolder { root in
            let parts = root.appending("etc/apt/sources.list.d")
            try Disk().makeFolder(parts)
            let error = #expect(throws: RuntimesError.self) { try DebianMirror.find(root: root) }
            #expect(error?.code == "runtimes.no-mirror")
            try Disk().write("deb https://others.invalid/x stuff main\n", to: parts.appending("a.list"))
            let stanza = "Types: deb\nURIs: http://good.invalid/debian/\nSuites: trixie\nComponents: main\n"
            try Disk().write(stanza, to: parts.appending("debian.sources"))
            try Disk().write("deb http://old.invalid/x trixie main", to: parts.appending("off.list.save"))
            #expect(try DebianMirror.find(root: root) == "http://good.invalid/debian")
        }
    }
}
