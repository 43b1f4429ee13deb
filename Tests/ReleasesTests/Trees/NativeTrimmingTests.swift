import Host
import NativeCode
import SampleELF
import SystemPackage
import Testing

@testable import Releases

/// Trees whose native code is that of libraries of this machine: libarchive wants some of what libz has.
struct NativeTrimmingTests {
    private let wanting: [UInt8]
    private let offering: [UInt8]

    init() throws {
        wanting = try #require(LoadedLibrary.bytes("libarchive.so"))
        offering = try #require(LoadedLibrary.bytes("libz.so"))
    }

    /// What is left of each file.
    private func trimmed(
        _ files: [String: [UInt8]], runtime: [String] = [], keepsProject: Bool = false
    ) throws -> [String: [UInt8]] {
        try withTemporaryFolder { root in
            for (path, bytes) in files { try put(bytes, at: root.appending(path), mode: 0o755) }
            try NativeTrimming(
                tree: TreeWriter(root: root, disk: Disk()), runtime: RuntimeFolders(libraries: runtime),
                keepsProject: keepsProject
            ).run()
            for path in files.keys { #expect(Disk().isExecutable(root.appending(path))) }
            return try Dictionary(uniqueKeysWithValues: files.keys.map { ($0, try Disk().read(root.appending($0))) })
        }
    }

    private func offered(_ bytes: [UInt8]?) -> Set<String>? { bytes.flatMap { ELFSymbols($0)?.offered } }

    @Test func theEmulatorAndTheCipherLibraryKeepWhatIsAskedFor() throws {
        let wanted = try #require(ELFSymbols(wanting)?.wanted)
        let asked = try #require(offered(offering)).intersection(wanted)
        let paths = ["erts-15/bin/beam.smp", "erts-15/bin/beam.smp.elf", "libc/libcrypto.so.3"]
        var files = [
            "lib/nif-1/priv/nif.so": wanting, "erts-15/bin/inet_gethost": offering, "libc/libz.so.1": offering,
        ]
        for path in paths { files[path] = offering }
        let after = try trimmed(files)
        #expect(asked.contains("inflate") && !asked.contains("gzopen"))
        for path in paths {
            // What it asks itself for stays, too.
            let kept = try #require(offered(after[path]))
            #expect(kept.isSuperset(of: asked) && !kept.contains("gzopen"), "\(path)")
        }
        for path in ["erts-15/bin/inet_gethost", "libc/libz.so.1"] {
            #expect(offered(after[path]) == offered(offering), "\(path)")
        }
    }

    /// A NIF that is loaded from elsewhere finds them.
    @Test func theInterfaceForNIFsStays() throws {
        var emulator = offering
        for (old, new) in [("gzopen64", "enif_abc"), ("gzdirect", "driver_a"), ("gzflush", "erl_abc")] {
            let place = try #require(emulator.firstRange(of: [0] + Array(old.utf8) + [0]))
            emulator.replaceSubrange(place, with: [0] + Array(new.utf8) + [0])
        }
        let after = try trimmed(["erts-15/bin/beam.smp": emulator])
        let kept = try #require(offered(after["erts-15/bin/beam.smp"]))
        #expect(kept.isSuperset(of: ["enif_abc", "driver_a", "erl_abc"]) && !kept.contains("gzopen"))
    }

    @Test func filesOfTheProjectStayIfItSaysSo() throws {
        let files = [
            "lib/demo-1/priv/nif.so": wanting, "lib/crypto-5/priv/lib/crypto.so": wanting, "lib/cry/priv/x.so": wanting,
        ]
        let stripped = try #require(ELFStripping.stripped(wanting))
        #expect(
            try trimmed(files, runtime: ["crypto-5"], keepsProject: true).filter { $0.value == stripped }.keys
                .sorted() == ["lib/crypto-5/priv/lib/crypto.so"])
        #expect(try trimmed(files, runtime: ["cry"], keepsProject: true).filter { $0.value == wanting }.count == 2)
        #expect(try trimmed(files).allSatisfy { $0.value == stripped })
    }

    /// The bundle's own loader needs one table of names only; the system's may need the other.
    @Test func theOlderTableGoesWhereTheLoaderIsTheBundles() throws {
        let math = try #require(LoadedLibrary.bytes("libm.so.6"))
        let bundle = try trimmed(["libc/libm.so.6": math, "libc/libc.so.6": math, "lib/demo-1/priv/libm.so": math])
        #expect(bundle["libc/libm.so.6"].flatMap { ELFSymbols($0)?.withoutOldHash() } == nil)
        #expect(bundle["lib/demo-1/priv/libm.so"].flatMap { ELFSymbols($0)?.withoutOldHash() } != nil)
        let other = try trimmed(["libc/libm.so.6": math])
        #expect(other["libc/libm.so.6"].flatMap { ELFSymbols($0)?.withoutOldHash() } != nil)
    }

    /// Where something else is loaded, it may throw through the runtime's code.
    @Test(arguments: [true, false]) func tablesForExceptionsGoWhereNothingThrows(_ isRuntimeOnly: Bool) throws {
        var files = [
            "libc/libc.so.6": offering, "libc/libgcc_s.so.1": offering, "erts-15/bin/inet_gethost": offering,
            "lib/crypto-5/priv/lib/crypto.so": wanting,
        ]
        if !isRuntimeOnly { files["lib/demo-1/priv/nif.so"] = offering }
        let after = try trimmed(files, runtime: ["crypto-5"])
        let bare = after.filter { ELFUnwinding.removed($0.value) == nil }.keys.sorted()
        #expect(
            bare
                == (isRuntimeOnly
                    ? ["erts-15/bin/inet_gethost", "lib/crypto-5/priv/lib/crypto.so", "libc/libc.so.6"] : []))
        #expect(try trimmed(["erts-15/bin/x": offering]).allSatisfy { ELFUnwinding.removed($0.value) != nil })
    }

    @Test func whatIsNoNativeCodeStays() throws {
        let files = [
            "erts-15/bin/start": Array("#!/bin/sh\n".utf8), "erts-15/bin/beam.smp": Array(offering.prefix(100)),
            "lib/demo-1/ebin/odd.beam": offering, "libc/empty": [],
        ]
        #expect(try trimmed(files) == files)
    }
}
