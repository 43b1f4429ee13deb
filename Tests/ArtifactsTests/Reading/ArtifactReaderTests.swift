import Host
import Matrix
import SystemPackage
import Testing

@testable import Artifacts

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct ArtifactReaderTests {
    @Test func readsWhatWasWritten() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack()
            let reader = try ArtifactReader(fixture.artifact)
            #expect(reader.manifest == packed.manifest)
            #expect(reader.sizes == packed.sizes)
            #expect(reader.size == packed.size)
            #expect(reader.manifest.description.smoke == #"[{"name":"greets"}]"#)
            try reader.verify()
        }
    }

    /// Every byte of the manifest and footer, and a sample of the others.
    @Test func anyFlippedByteIsFound() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack()
            let manifest = Int(packed.manifest.frames.reduce(0) { max($0, $1.offset + $1.stored) })
            let payload = Int(packed.manifest.frames[0].offset)
            let sample = Array(stride(from: 0, to: manifest, by: packed.size / 97))
            for place in sample + [payload - 1, payload, manifest - 1] + Array(manifest..<packed.size) {
                for bit in place < manifest ? [0x01] : [0x01, 0x80] as [UInt8] {
                    let code = try fixture.codeAfterFlipping(place, bit)
                    let wanted: Set<String>
                    switch place {
                    case ..<payload: wanted = ["artifact.damaged-launcher"]
                    case ..<manifest: wanted = ["artifact.damaged-payload"]
                    case ..<(packed.size - 64): wanted = ["artifact.damaged-manifest"]
                    default:
                        wanted = [
                            "artifact.damaged-footer", "artifact.truncated", "artifact.damaged-manifest",
                            "artifact.newer-format",
                        ]
                    }
                    #expect(wanted.contains(code), "byte \(place) of \(packed.size): \(code)")
                }
            }
        }
    }

    @Test func aCutOffOrLengthenedFileIsFound() async throws {
        try await withFixture { fixture in
            let bytes = try await fixture.packedBytes()
            for missing in [1, 8, 63, 64, 65, 1000, bytes.count - 5000] {
                #expect(try fixture.code(of: Array(bytes.dropLast(missing))) == "artifact.truncated")
            }
            #expect(try fixture.code(of: bytes + [0]) == "artifact.truncated")
            #expect(try fixture.code(of: bytes + bytes.suffix(64)) == "artifact.truncated")
            #expect(try fixture.code(of: Array(bytes.prefix(20))) == "artifact.not-an-artifact")
            let windows = try Launchers.launcher(for: .named("windows_x86_64", host: .x86_64) ?? .all[0])
            #expect(windows.starts(with: Array("MZ".utf8)))
            #expect(try fixture.code(of: windows) == "artifact.truncated")
        }
    }

    @Test func otherFilesAreNoArtifacts() async throws {
        try await withFixture { fixture in
            #expect(try fixture.code(of: []) == "artifact.not-an-artifact")
            #expect(try fixture.code(of: noise) == "artifact.not-an-artifact")
            let busybox = try Disk().read(fixture.release.appending("bin/busybox"))
            #expect(try fixture.code(of: busybox) == "artifact.not-an-artifact")
            #expect(throws: ArtifactError.notAnArtifact(fixture.folder)) { try ArtifactReader(fixture.folder) }
            let missing = fixture.folder.appending("missing")
            #expect(throws: ArtifactError.unreadable(missing, .noSuchFileOrDirectory)) { try ArtifactReader(missing) }
            let pipe = fixture.folder.appending("pipe")
            mkfifo(pipe.string, 0o600)
            #expect(throws: ArtifactError.notAnArtifact(pipe)) { try ArtifactReader(pipe) }
        }
    }

    @Test func aFileThatMayNotBeExecutedIsToldOf() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            chmod(fixture.artifact.string, 0o644)
            #expect(throws: ArtifactError.notExecutable(fixture.artifact)) { try ArtifactReader(fixture.artifact) }
        }
    }

    @Test func aNewerFormatIsToldOf() async throws {
        try await withFixture { fixture in
            var bytes = try await fixture.packedBytes()
            bytes[bytes.count - 24] = 2
            #expect(try fixture.code(of: bytes) == "artifact.newer-format")
        }
    }

    /// Numbers that a footer could lie about, with everything else right.
    @Test(arguments: [UInt64.max, UInt64.max - 63, 1 << 62, 0, 65, 4097] as [UInt64])
    func lyingFootersAreRefusedNotTrapped(_ number: UInt64) async throws {
        try await withFixture { fixture in
            let bytes = try await fixture.packedBytes()
            let footer = try #require(Footer(Array(bytes.suffix(64))))
            let changes: [(inout Footer) -> Void] = [
                { $0.payloadOffset = number }, { $0.payloadSize = number }, { $0.manifestOffset = number },
                { $0.manifestSize = number },
                {
                    $0.manifestOffset = number
                    $0.manifestSize = $0.total &- 64 &- number
                    $0.payloadSize = number &- $0.payloadOffset
                },
            ]
            for change in changes {
                var lie = footer
                change(&lie)
                let code = try fixture.code(of: bytes.dropLast(64) + lie.bytes)
                #expect(["artifact.damaged-footer", "artifact.damaged-manifest"].contains(code))
            }
        }
    }
}

extension Fixture {
    fileprivate func packedBytes() async throws -> [UInt8] {
        try await pack()
        return try Disk().read(artifact)
    }

    /// Why a file of these bytes is no whole artifact; `none` if it is one.
    fileprivate func code(of bytes: [UInt8]) throws -> String {
        let path = folder.appending("damaged")
        try write(bytes, to: path, mode: 0o755)
        return code(of: path)
    }

    fileprivate func codeAfterFlipping(_ place: Int, _ bit: UInt8) throws -> String {
        let file = try FileDescriptor.open(artifact, .readWrite)
        defer { try? file.close() }
        var byte: [UInt8] = [0]
        _ = try byte.withUnsafeMutableBytes { try file.read(fromAbsoluteOffset: Int64(place), into: $0) }
        _ = try file.writeAll(toAbsoluteOffset: Int64(place), [byte[0] ^ bit])
        defer { _ = try? file.writeAll(toAbsoluteOffset: Int64(place), byte) }
        return code(of: artifact)
    }

    private func code(of path: FilePath) -> String {
        do throws(ArtifactError) {
            try ArtifactReader(path).verify()
            return "none"
        } catch {
            return error.code
        }
    }
}
