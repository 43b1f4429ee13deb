@testable import Host

/// A system as its files and programs show it, and what it is.
struct RecordedSystem: CustomStringConvertible, Sendable {
    let name: String
    let facts: SystemFacts
    let library: SystemLibrary?
    let version: String?
    /// The step that must be the one to know.
    let step: String?

    var description: String { name }
}

extension RecordedSystem {
    private static func facts(
        _ release: String, machine: String = "x86_64", ldd: String? = nil, at place: String = "/usr/bin/ldd",
        status: Int = 0,
        loaders: [String] = [], maps: String = "", own: String? = nil
    ) -> SystemFacts {
        SystemFacts(
            kernel: SystemFacts.Kernel(release: "6.1.0", machine: machine),
            ldd: ldd.map { SystemFacts.Answer(path: place, status: status, text: $0) }, loaders: loaders,
            osRelease: release, maps: maps.isEmpty ? "" : RecordedSystem.maps(maps), ownGlibc: own)
    }

    private static func maps(_ library: String) -> String {
        """
        558ad2a2c000-558ad2a5b000 r--p 00000000 fd:01 1053213                    /usr/local/bin/bmatrix
        7f3f5e000000-7f3f5e028000 r--p 00000000 fd:01 1051234                    \(library)
        7f3f5e400000-7f3f5e402000 rw-p 00000000 00:00 0
        7ffd3a5e1000-7ffd3a602000 rw-p 00000000 00:00 0                          [stack]

        """
    }

    private static let gnuWarranty = """

        Copyright (C) 2022 Free Software Foundation, Inc.
        This is free software; see the source for copying conditions.  There is NO
        warranty; not even for MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.
        Written by Roland McGrath and Ulrich Drepper.

        """

    private static func muslUsage(_ version: String, _ machine: String = "x86_64") -> String {
        """
        musl libc (\(machine))
        Version \(version)
        Dynamic Program Loader
        Usage: /lib/ld-musl-\(machine).so.1 [options] [--] pathname [args]

        """
    }

    private static let gnuLoader = "/lib64/ld-linux-x86-64.so.2"
    private static let muslLoader = "/lib/ld-musl-x86_64.so.1"

    private static let debian12 = """
        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        NAME="Debian GNU/Linux"
        VERSION_ID="12"
        VERSION="12 (bookworm)"
        VERSION_CODENAME=bookworm
        ID=debian
        """

    private static let void = """
        NAME="Void"
        ID="void"
        PRETTY_NAME="Void Linux"
        """

    static let all = [
        RecordedSystem(
            name: "Debian 12",
            facts: facts(
                debian12, ldd: "ldd (Debian GLIBC 2.36-9+deb12u10) 2.36" + gnuWarranty, loaders: [gnuLoader],
                maps: "/usr/lib/x86_64-linux-gnu/libc.so.6", own: "2.36"),
            library: .glibc, version: "2.36", step: "ldd --version"),
        RecordedSystem(
            name: "Debian 12 with musl-tools",
            facts: facts(
                debian12, ldd: "ldd (Debian GLIBC 2.36-9+deb12u10) 2.36" + gnuWarranty,
                loaders: [muslLoader, gnuLoader], maps: "/usr/lib/x86_64-linux-gnu/libc.so.6", own: "2.36"),
            library: .glibc, version: "2.36", step: "ldd --version"),
        RecordedSystem(
            name: "Ubuntu 22.04 on arm64",
            facts: facts(
                """
                PRETTY_NAME="Ubuntu 22.04.4 LTS"
                NAME="Ubuntu"
                VERSION_ID="22.04"
                ID=ubuntu
                ID_LIKE=debian
                """, machine: "aarch64", ldd: "ldd (Ubuntu GLIBC 2.35-0ubuntu3.8) 2.35" + gnuWarranty,
                loaders: ["/lib/ld-linux-aarch64.so.1", "/usr/lib/ld-linux-aarch64.so.1"],
                maps: "/usr/lib/aarch64-linux-gnu/libc.so.6", own: "2.35"),
            library: .glibc, version: "2.35", step: "ldd --version"),
        RecordedSystem(
            name: "Alpine 3.19",
            facts: facts(
                """
                NAME="Alpine Linux"
                ID=alpine
                VERSION_ID=3.19.1
                PRETTY_NAME="Alpine Linux v3.19"
                """, ldd: muslUsage("1.2.4_git20230717"), status: 1, loaders: [muslLoader],
                maps: "/lib/ld-musl-x86_64.so.1"),
            library: .musl, version: "1.2.4_git20230717", step: "ldd --version"),
        RecordedSystem(
            name: "Alpine without musl-utils",
            facts: facts("ID=alpine\nVERSION_ID=3.19.1\n", loaders: [muslLoader], maps: "/lib/ld-musl-x86_64.so.1"),
            library: .musl, version: nil, step: "loader files"),
        RecordedSystem(
            name: "Void with musl",
            facts: facts(
                void, ldd: muslUsage("1.1.24"), status: 1, loaders: [muslLoader, "/usr/lib/ld-musl-x86_64.so.1"]),
            library: .musl, version: "1.1.24", step: "ldd --version"),
        RecordedSystem(
            name: "Void with glibc",
            facts: facts(
                void, ldd: "ldd (GNU libc) 2.39" + gnuWarranty, loaders: [gnuLoader, "/usr/lib/ld-linux-x86-64.so.2"],
                maps: "/usr/lib/libc.so.6", own: "2.39"),
            library: .glibc, version: "2.39", step: "ldd --version"),
        RecordedSystem(
            name: "Arch",
            facts: facts(
                "NAME=\"Arch Linux\"\nID=arch\nBUILD_ID=rolling\n", ldd: "ldd (GNU libc) 2.40" + gnuWarranty,
                loaders: [gnuLoader], maps: "/usr/lib/libc.so.6", own: "2.40"),
            library: .glibc, version: "2.40", step: "ldd --version"),
        RecordedSystem(
            name: "NixOS, without ldd and without loaders",
            facts: facts(
                "ANSI_COLOR=\"1;34\"\nID=nixos\nVERSION_ID=\"23.05\"\n",
                maps: "/nix/store/dg8mpqqykmw9c7l0bgzzb5znkymlbfjw-glibc-2.37-8/lib/libc.so.6", own: "2.37"),
            library: .glibc, version: "2.37", step: "os-release"),
        RecordedSystem(
            name: "NixOS with glibc.bin",
            facts: facts(
                "ID=nixos\nVERSION_ID=\"24.11\"\n", ldd: "ldd (GNU libc) 2.40" + gnuWarranty,
                at: "/run/current-system/sw/bin/ldd", loaders: [gnuLoader]),
            library: .glibc, version: "2.40", step: "ldd --version"),
        RecordedSystem(
            name: "Fedora 41",
            facts: facts(
                "NAME=\"Fedora Linux\"\nID=fedora\nVERSION_ID=41\n", ldd: "ldd (GNU libc) 2.40" + gnuWarranty,
                loaders: [gnuLoader], maps: "/usr/lib64/libc.so.6", own: "2.40"),
            library: .glibc, version: "2.40", step: "ldd --version"),
        RecordedSystem(
            name: "distroless, which has no programs",
            facts: facts(
                "PRETTY_NAME=\"Distroless\"\nNAME=\"Debian GNU/Linux\"\nID=\"debian\"\nVERSION_ID=\"12\"\n",
                loaders: [gnuLoader]),
            library: .glibc, version: "2.36", step: "loader files"),
        RecordedSystem(
            name: "busybox with glibc",
            facts: facts("", loaders: [gnuLoader], maps: "/lib/libc.so.6", own: "2.38"),
            library: .glibc, version: "2.38", step: "loader files"),
        RecordedSystem(
            name: "busybox alone, and a program linked with its own musl",
            facts: facts("", maps: "/opt/bmatrix/ld-musl-x86_64.so.1"),
            library: .musl, version: nil, step: "/proc/self/maps"),
        RecordedSystem(
            name: "busybox alone, and nothing but static programs", facts: facts("", maps: "/bin/busybox"),
            library: nil,
            version: nil, step: nil),
        RecordedSystem(
            name: "a script that is called ldd",
            facts: facts("ID=\"gentoo\"\n", ldd: "ldd wrapper 3, by me\n", loaders: [gnuLoader], own: "2.38"),
            library: .glibc, version: nil, step: "loader files"),
        RecordedSystem(
            name: "a glibc's ldd in a system of musl",
            facts: facts("ID=alpine\n", ldd: "ldd (GNU libc) 2.35" + gnuWarranty, loaders: [muslLoader]),
            library: .musl, version: nil, step: "loader files"),
        RecordedSystem(
            name: "an older glibc that names its file after its version",
            facts: facts("", maps: "/lib/x86_64-linux-gnu/libc-2.31.so", own: "2.31"), library: .glibc, version: "2.31",
            step: "/proc/self/maps"),
        RecordedSystem(
            name: "a loader of another processor says nothing",
            facts: facts("ID=\"void\"\n", machine: "aarch64", loaders: [gnuLoader, muslLoader]), library: nil,
            version: nil, step: nil),
    ]
}
