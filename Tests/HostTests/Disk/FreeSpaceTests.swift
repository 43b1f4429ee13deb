import SystemPackage
import Testing

@testable import Host

@Suite struct FreeSpaceTests {
    @Test func isThatOfTheNearestFolderThatIsThere() throws {
        let disk = Disk()
        let free = try #require(disk.freeSpace(at: "/tmp"))
        #expect(free > 0)
        #expect(try #require(disk.freeSpace(at: "/tmp/not/yet/there")) > 0)
        #expect(disk.freeSpace(at: "/proc") == 0)
        #expect(disk.freeSpace(at: "not-there") != nil)
    }
}
