import SystemPackage
import Testing

@testable import Host

@Suite struct ProcessorsTests {
    @Test(
        arguments: [
            (8, [], 8), (8, [2.0], 2), (8, [2.5, 4], 3), (2, [16], 2), (4, [0.1], 1), (0, [], 1), (4, [-1, 0], 4),
        ] as [(Int, [Double], Int)])
    func theNarrowestBoundCounts(_ allowed: Int, _ quotas: [Double], _ count: Int) {
        #expect(Processors(allowed: allowed, quotas: quotas).count == count)
    }

    @Test(
        arguments: [
            ("200000 100000\n", 2.0), ("max 100000\n", nil), ("50000 100000", 0.5), ("", nil), ("1", nil), ("x y", nil),
            ("1 0", nil), ("-1 100000", nil),
        ] as [(String, Double?)])
    func readsAQuota(_ text: String, _ quota: Double?) {
        #expect(Processors.quota(text) == quota)
    }

    @Test func quotasOfBothVersionsAreFound() {
        let groups = ControlGroups(
            groups: "5:cpu,cpuacct:/job/7\n4:memory:/m\n0::/user/session\n",
            mounts: """
                30 24 0:26 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu,cpuacct
                31 24 0:27 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                """)
        let files: [FilePath: String] = [
            "/sys/fs/cgroup/cpu/job/cpu.cfs_quota_us": "150000\n",
            "/sys/fs/cgroup/cpu/job/cpu.cfs_period_us": "100000\n",
            "/sys/fs/cgroup/cpu/job/7/cpu.cfs_quota_us": "-1\n",
            "/sys/fs/cgroup/cpu/job/7/cpu.cfs_period_us": "100000\n",
            "/sys/fs/cgroup/unified/user/cpu.max": "300000 100000\n",
        ]
        #expect(groups.quotas { files[$0] } == [3, 1.5])
    }

    @Test func aContainerSeesItsGroupAsTheRoot() {
        let groups = ControlGroups(
            groups: "0::/docker/abc\n", mounts: "1 2 0:3 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup rw\n")
        #expect(groups.unified == ["/sys/fs/cgroup"])
        let foreign = ControlGroups(
            groups: "0::/../other\n", mounts: "1 2 0:3 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup rw\n")
        #expect(foreign.unified == ["/sys/fs/cgroup"])
    }

    @Test(arguments: ["", "::", "x\n\n", "0::", "1:cpu", "9:cpu:relative"])
    func nonsenseIsNoBound(_ text: String) {
        let groups = ControlGroups(groups: text, mounts: text + "\n1 2 3 - cgroup2")
        #expect(groups.quotas { _ in nil }.isEmpty)
    }

    @Test func thisMachineHasSome() {
        #expect(Processors.here.count >= 1 && Processors.here.count < 100_000)
    }
}
