import Foundation
import SampleELF
import Testing

@testable import NativeCode

/// Libraries of this machine, loaded after something was taken away from them.
struct TrimmingTests {
    private static let library = LoadedLibrary.bytes("libyaml")

    private typealias Version = @convention(c) () -> UnsafePointer<CChar>

    /// Loads the bytes as a library of their own; gives what the function says, and whether another one is found.
    private func load(_ bytes: [UInt8], other: String = "yaml_parser_initialize") throws -> (
        version: String?, other: Bool
    ) {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).so").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let handle = try #require(dlopen(path, RTLD_NOW | RTLD_LOCAL), "\(String(cString: dlerror()))")
        defer { dlclose(handle) }
        let function = dlsym(handle, "yaml_get_version_string").map { unsafeBitCast($0, to: Version.self) }
        return (function.map { String(cString: $0()) }, dlsym(handle, other) != nil)
    }

    @Test func aLibraryWithoutSectionsLoads() throws {
        let library = try #require(Self.library)
        let stripped = try #require(ELFStripping.stripped(library))
        #expect(stripped.count < library.count)
        #expect(ELFStripping.stripped(stripped) == nil, "nothing is left to take")
        let loaded = try load(stripped)
        #expect(loaded.version?.hasPrefix("0.") == true)
        #expect(loaded.other)
        #expect(ELFFile(stripped)?.needed == ELFFile(library)?.needed)
        #expect(ELFFile(stripped)?.symbolVersions == ELFFile(library)?.symbolVersions)
    }

    @Test func onlyTheSymbolsThatAreAskedForAreFound() throws {
        let library = try #require(Self.library)
        let symbols = try #require(ELFSymbols(library))
        #expect(symbols.offered.isSuperset(of: ["yaml_get_version_string", "yaml_parser_initialize"]))
        #expect(symbols.wanted.contains("memcpy"))
        let kept = try #require(symbols.keeping { $0 == "yaml_get_version_string" })
        #expect(kept.count == library.count)
        let loaded = try load(kept)
        #expect(loaded.version?.hasPrefix("0.") == true)
        #expect(!loaded.other)
        let after = try #require(ELFSymbols(kept))
        #expect(after.offered.contains("yaml_get_version_string"))
        #expect(after.wanted == symbols.wanted)
        #expect(ELFFile(kept)?.needed == ELFFile(library)?.needed)
        #expect(try load(try #require(symbols.keeping { _ in true })).other)
    }

    @Test func oneTableOfSymbolsIsEnough() throws {
        // Glibc has both tables, other libraries have GNU's alone.
        let math = try #require(LoadedLibrary.bytes("libm.so.6"))
        let symbols = try #require(ELFSymbols(math))
        let less = try #require(symbols.withoutOldHash())
        #expect(less.count { $0 == 0 } > math.count { $0 == 0 })
        #expect(ELFSymbols(less)?.withoutOldHash() == nil)
        #expect(ELFSymbols(less)?.offered == symbols.offered)
        #expect(try load(less, other: "sin").other)
    }

    @Test func aLibraryWithoutTablesForExceptionsLoads() throws {
        let library = try #require(Self.library)
        let removed = try #require(ELFUnwinding.removed(library))
        #expect(removed.count { $0 == 0 } > library.count { $0 == 0 } + 1000)
        #expect(ELFUnwinding.removed(removed) == nil)
        #expect(try load(removed).other)
    }

    private typealias Digest =
        @convention(c) (
            UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt8>
        ) -> UnsafeMutablePointer<UInt8>?

    /// Of OpenSSL's thousands of symbols one is left, and all that this one needs is found by its place.
    @Test func aLibraryThatFindsItsOwnFunctionsByPlaceNeedsNoSymbolsForThat() throws {
        let library = try #require(LoadedLibrary.bytes("libcrypto.so"))
        let symbols = try #require(ELFSymbols(library))
        let before = try #require(symbols.keeping { $0 == "SHA256" })
        let bound = try #require(symbols.boundToItself(except: []))
        #expect(bound.count == library.count)
        let kept = try #require(ELFSymbols(bound)?.keeping { $0 == "SHA256" })
        #expect(kept.count { $0 == 0 } > before.count { $0 == 0 } + 10_000)
        #expect(ELFSymbols(kept)?.offered.contains("SHA1") == false)
        #expect(ELFSymbols(kept)?.wanted == symbols.wanted)

        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).so").path
        try Data(kept).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let handle = try #require(dlopen(path, RTLD_NOW | RTLD_LOCAL), "\(String(cString: dlerror()))")
        let digest = unsafeBitCast(try #require(dlsym(handle, "SHA256")), to: Digest.self)
        var result = [UInt8](repeating: 0, count: 32)
        #expect(digest(Array("abc".utf8), 3, &result) != nil)
        #expect(result.starts(with: [0xBA, 0x78, 0x16, 0xBF, 0x8F, 0x01, 0xCF, 0xEA]))
    }

    /// What programs have copies of is still found by its name.
    @Test func whatProgramsHaveCopiesOfIsNotBound() throws {
        let library = try #require(LoadedLibrary.bytes("libcrypto.so"))
        let symbols = try #require(ELFSymbols(library))
        #expect(symbols.copied == [])
        let bound = try #require(symbols.boundToItself(except: ["SHA256_Init"]))
        let names = { (bytes: [UInt8]) in ELFSymbols(bytes)?.keeping { _ in false }.flatMap { ELFSymbols($0)?.offered }
        }
        #expect(names(library)?.contains("SHA256_Update") == true)
        #expect(names(bound) == ["SHA256_Init"])
    }

    /// A library that looks functions up when they are first called could not find them.
    @Test func whatIsBoundLateStaysAsItIs() throws {
        let library = try #require(LoadedLibrary.bytes("libcrypto.so"))
        let symbols = try #require(ELFSymbols(library))
        var late = library
        for tag in [ELFSymbols.Dynamic.Tag.flags, ELFSymbols.Dynamic.Tag.moreFlags] {
            guard let place = symbols.dynamic.place(of: tag, symbols.layout) else { continue }
            for byte in (place + 8)..<(place + 16) { late[byte] = 0 }
        }
        #expect(try #require(ELFSymbols(late)).boundToItself(except: []) == nil)
        var foreign = library
        foreign[18] = 3
        #expect(ELFSymbols(foreign)?.boundToItself(except: []) == nil, "another processor")
    }

    @Test func whatIsNotUnderstoodStaysAsItIs() throws {
        let library = try #require(Self.library)
        // Bytes behind the end, which programs carry for themselves.
        #expect(ELFStripping.stripped(library + [UInt8](repeating: 7, count: 100)) == nil)
        let names = try #require(library.firstRange(of: Array(".shstrtab".utf8)))
        var unknown = library
        unknown[names.lowerBound + 1] = UInt8(ascii: "x")
        #expect(ELFStripping.stripped(unknown) == nil, "a section of another kind")
        for bytes in [
            [], Array("#!/bin/sh\n".utf8), Array(library.prefix(64)), Array(library.prefix(library.count / 2)),
        ] {
            #expect(ELFStripping.stripped(bytes) == nil)
            #expect(ELFSymbols(bytes) == nil)
            #expect(ELFUnwinding.removed(bytes) == nil)
        }
        var wide = library
        wide[4] = 1
        #expect(ELFStripping.stripped(wide) == nil && ELFSymbols(wide) == nil && ELFUnwinding.removed(wide) == nil)
    }

    /// Any damage reads as "not understood" or gives some bytes; nothing goes out of bounds.
    @Test func damagedFilesHarmNobody() throws {
        let library = try #require(Self.library)
        let layout = try #require(ELFLayout(library))
        let dynamic = try #require(layout.segment(ELFLayout.SegmentType.dynamic))
        var numbers = SystemRandomNumberGenerator()
        let tables = [
            0..<1024, dynamic.offset..<(dynamic.offset + dynamic.size), (library.count - 2048)..<library.count,
        ]
        for round in 0..<150 {
            var bytes = library
            let table = tables[round % tables.count]
            for _ in 0..<Int.random(in: 1...6, using: &numbers) {
                bytes[Int.random(in: table, using: &numbers)] =
                    [0, 1, 0x7F, 0xFF, UInt8.random(in: 0...255)][round % 5]
            }
            #expect((ELFStripping.stripped(bytes)?.count ?? 0) <= library.count)
            _ = ELFSymbols(bytes)?.keeping { _ in false }
            _ = ELFSymbols(bytes)?.boundToItself(except: [])
            _ = ELFUnwinding.removed(bytes)
        }
    }
}
