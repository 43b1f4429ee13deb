import SystemPackage
import Testing

@testable import Host

@Suite struct MemoryTests {
    private let meminfo = "MemTotal:       8000000 kB\nMemFree:  100 kB\nMemAvailable:    4000000 kB\n"

    @Test func withoutGroupsTheMachineCounts() {
        let memory = Memory(meminfo: meminfo, groups: [])
        #expect(memory.limit == 8_000_000 * 1024 && memory.available == 4_000_000 * 1024)
    }

    @Test func theNarrowestGroupCounts() {
        let memory = Memory(meminfo: meminfo, groups: [(1 << 30, 1 << 29), (1 << 31, (1 << 31) - 5), (0, 0)])
        #expect(memory.limit == 1 << 30 && memory.available == 5)
        #expect(Memory(meminfo: meminfo, groups: [(100, 200)]).available == 0)
    }

    @Test(arguments: ["", "MemTotal:", "MemTotal: x kB", "MemTotal: 99999999999999999999 kB\n", "MemTotal: -5 kB"])
    func nonsenseIsNoBound(_ text: String) {
        #expect(Memory(meminfo: text, groups: []).limit == .max)
    }

    @Test func groupsOfBothVersionsAreFound() {
        let groups = ControlGroups(
            groups: "4:memory:/m\n0::/u\n",
            mounts: """
                30 24 0:26 / /one rw,relatime shared:9 - cgroup cgroup rw,memory
                31 24 0:27 / /two rw - cgroup2 cgroup2 rw
                """)
        let files: [FilePath: String] = [
            "/one/m/memory.limit_in_bytes": "1000\n", "/one/m/memory.usage_in_bytes": "600\n",
            "/one/m/memory.stat": "cache 5\ntotal_inactive_file 100\n",
            "/one/memory.limit_in_bytes": "9223372036854771712\n", "/one/memory.usage_in_bytes": "6000\n",
            "/two/u/memory.max": "2000\n", "/two/u/memory.current": "500\n",
            "/two/u/memory.stat": "inactive_file 200\n",
            "/two/memory.max": "max\n", "/two/memory.current": "500\n",
        ]
        let found = groups.memory { files[$0] }
        #expect(found.map(\.limit) == [2000, 1000] && found.map(\.used) == [300, 500])
    }

    @Test func thisMachineHasSome() {
        let memory = Memory.here
        #expect(memory.limit > 1 << 24 && memory.limit < 1 << 50)
        #expect(memory.available > 0 && memory.available <= memory.limit)
    }
}
