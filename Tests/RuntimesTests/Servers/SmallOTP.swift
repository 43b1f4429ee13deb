import Glibc
import Host
import Runtimes
import SampleELF
import SystemPackage

/// A small Erlang/OTP tree as it is before `Install` has run, whose programs say what a test wants them to say.
struct SmallOTP {
    static let forGlibc = SampleELF(
        needed: ["libc.so.6"], interpreter: "/lib64/ld-linux-x86-64.so.2", versions: [("libc.so.6", ["GLIBC_2.34"])])
    static let forMusl = SampleELF(needed: ["libc.so"], interpreter: "/lib/ld-musl-x86_64.so.1")

    static let glibcProgram = forGlibc.bytes
    static let muslProgram = forMusl.bytes

    /// What a tree for Windows has instead.
    static let windowsPrograms = [
        "erl.exe": samplePE(machine: 0x8664, isLibrary: false), "erlexec.dll": samplePE(machine: 0x8664),
        "beam.smp.dll": samplePE(machine: 0x8664), "erl.ini": Array("[erlang]\r\n".utf8),
    ]

    /// What a tree for macOS has.
    static func macPrograms(_ file: [UInt8]) -> [String: [UInt8]] { ["beam.smp": file, "erlexec": file, "epmd": file] }

    var otp = "27.3.4.1"
    /// The programs of `erts-15.2/bin`.
    var programs: [String: [UInt8]] = ["beam.smp": glibcProgram, "erlexec": glibcProgram, "epmd": glibcProgram]
    /// Further files by their paths.
    var files: [String: [UInt8]] = [:]

    /// Writes the tree into a folder.
    func write(to folder: FilePath) throws {
        let release = otp.prefix { $0 != "." }
        var all = files
        all["releases/\(release)/OTP_VERSION"] = Array("\(otp)\n".utf8)
        all["releases/\(release)/start_clean.boot"] = Array("boot".utf8)
        all["releases/RELEASES.src"] = Array("%ROOT%".utf8)
        all["Install"] = Array("#!/bin/sh\n".utf8)
        for name in ["kernel-10.2", "stdlib-6.2"] { all["lib/\(name)/ebin/x.app"] = Array("app".utf8) }
        for (path, bytes) in all { try put(bytes, folder.appending(path), 0o644) }
        for (name, bytes) in programs { try put(bytes, folder.appending("erts-15.2/bin/\(name)"), 0o755) }
        try put(Array("#!/bin/sh\nROOTDIR=%FINAL_ROOTDIR%\n".utf8), folder.appending("erts-15.2/bin/erl.src"), 0o755)
    }

    /// The tree below a folder of its name, packed by the programs that people pack with: `tar.gz`, `tar.xz`, `zip`, `deb`.
    func pack(_ form: String, in folder: FilePath) throws -> FilePath {
        let top = form == "deb" ? "root/usr/lib/erlang" : "root/OTP-\(otp)"
        try Disk().removeTree(folder.appending("root"))
        try write(to: folder.appending(top))
        let archive = folder.appending("otp-\(otp).\(form)")
        try Disk().removeTree(archive)
        let command =
            switch form {
            case "tar.gz", "tar.xz", "tar.zst": "tar -caf \(archive) -C \(folder)/root ."
            case "zip": "cd \(folder)/root && zip -qr \(archive) ."
            default:
                "mkdir -m 755 \(folder)/root/DEBIAN && printf 'Package: otp\\nVersion: 1\\nArchitecture: amd64\\nMaintainer: "
                    + "t <t@example.org>\\nDescription: x\\n' >\(folder)/root/DEBIAN/control"
                    + " && dpkg-deb -b \(folder)/root \(archive) >/dev/null"
            }
        guard system(command) == 0 else { throw PackingFailed(command: command) }
        return archive
    }

    private func put(_ bytes: [UInt8], _ path: FilePath, _ mode: UInt32) throws {
        try Disk().makeFolder(path.removingLastComponent())
        try Disk().write(bytes, to: path, mode: mode, durable: false)
    }

    /// The packed tree's bytes.
    func packed(_ form: String = "tar.gz", in folder: FilePath) throws -> [UInt8] {
        try Disk().read(try pack(form, in: folder))
    }
}

/// A packer that ended with an error.
struct PackingFailed: Error {
    let command: String
}
