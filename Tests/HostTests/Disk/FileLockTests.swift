import Foundation
import SystemPackage
import Testing

@testable import Host

struct FileLockTests {
    @Test func onlyOneHasTheLock() async throws {
        try await withDisk { folder in
            let path = folder.appending("lock")
            var lock = try FileLock.attempt(path)
            #expect(lock != nil)
            #expect(try FileLock.attempt(path) == nil)
            lock = nil
            #expect(try FileLock.attempt(path) != nil)
            _ = lock
        }
    }

    @Test(.timeLimit(.minutes(1)), .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/flock")))
    func anotherProcessHoldsItUntilItsEnd() async throws {
        try await withDisk { folder in
            let path = folder.appending("lock")
            let holder = Process()
            holder.executableURL = URL(filePath: "/usr/bin/flock")
            holder.arguments = [
                path.string, "sh", "-c", "echo held > \(folder.appending("held").string); exec sleep 300",
            ]
            try holder.run()
            while Disk().kind(of: folder.appending("held")) == nil { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try FileLock.attempt(path) == nil)
            let waiting = Task { try await FileLock.acquire(path) != nil }
            try await Task.sleep(for: .milliseconds(100))
            // SIGKILL: no chance to clean up; flock itself and its child hold the descriptor.
            let child = try children(of: holder.processIdentifier)
            for process in child + [holder.processIdentifier] { kill(process, SIGKILL) }
            holder.waitUntilExit()
            #expect(try await waiting.value)
        }
    }

    @Test(.timeLimit(.minutes(1))) func waitingCanBeCancelled() async throws {
        try await withDisk { folder in
            let path = folder.appending("lock")
            let lock = try FileLock.attempt(path)
            let waiting = Task { try await FileLock.acquire(path) == nil }
            try await Task.sleep(for: .milliseconds(30))
            waiting.cancel()
            #expect(try await waiting.value)
            withExtendedLifetime(lock) {}
        }
    }

    @Test func aLinkIsNotFollowed() async throws {
        try await withDisk { folder in
            try Disk().link(folder.appending("lock"), to: "elsewhere")
            #expect(throws: DiskError.self) { try FileLock.attempt(folder.appending("lock")) }
            #expect(try Disk().list(folder) == ["lock"])
        }
    }

    private func children(of process: Int32) throws -> [Int32] {
        let text = try String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
        return text.split(separator: " ").compactMap { Int32($0) }
    }
}
