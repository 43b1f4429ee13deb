import Host
import SystemPackage

/// The compilers that a build calls: musl's, told to forget where the sources lie.
///
/// They are scripts, because flags given to `configure` end up in the emulator, and with them the folder of the build.
struct CompilerWrappers {
    let work: FilePath

    static let plain = "musl-cc"
    /// Finds the kernel's headers too, which OpenSSL asks for and which are in the way of OTP's own idea of musl.
    static let withKernelHeaders = "musl-cc-kernel"

    private var kernel: FilePath { work.appending("kernel") }

    /// Puts them into the folder that comes first in the build's PATH.
    func write() throws(DiskError) {
        let disk = Disk()
        let folder = work.appending("tools")
        try disk.makeFolder(folder)
        try disk.makeFolder(kernel)
        for (name, places) in Self.headers {
            guard let place = places.first(where: { disk.isFolder(FilePath($0)) }) else { continue }
            try disk.link(kernel.appending(name), to: place)
        }
        try disk.write(script(""), to: folder.appending(Self.plain), mode: 0o755)
        try disk.write(
            script(" -idirafter '\(kernel)'"), to: folder.appending(Self.withKernelHeaders), mode: 0o755)
    }

    private func script(_ flags: String) -> [UInt8] {
        Array("#!/bin/sh\nexec musl-gcc -ffile-prefix-map='\(work)'=.\(flags) \"$@\"\n".utf8)
    }

    private static let headers = [
        ("linux", ["/usr/include/linux"]), ("asm-generic", ["/usr/include/asm-generic"]),
        ("asm", ["/usr/include/x86_64-linux-gnu/asm", "/usr/include/aarch64-linux-gnu/asm", "/usr/include/asm"]),
    ]
}
