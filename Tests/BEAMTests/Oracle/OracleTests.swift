import Archive
import Foundation
import SystemPackage
import Testing

@testable import BEAM

/// What we read and write, held against what Erlang makes of the same files.
@Suite(.enabled(if: Erlang.ofEnvironment != nil, "BMATRIX_TEST_OTP is not set"))
struct OracleTests {
    private func erlang() throws -> Erlang { try #require(Erlang.ofEnvironment) }

    /// `beam_lib:strip/2` keeps what a module needs; ours keeps the attributes too, and the order, and stores the literals.
    @Test func stripsAsErlangDoes() throws {
        let erlang = try erlang()
        let modules = erlang.files(".beam").filter { $0.path.contains("/stdlib-") || $0.path.contains("/kernel-") }
        try #require(modules.count > 100)
        let names = modules.map { "\"\($0.path)\"" }.joined(separator: ",")
        let output = try erlang.evaluate(
            """
            [begin
               %% Of a file it would replace the file.
               {ok, Content} = file:read_file(File),
               {ok, {_, Stripped}} = beam_lib:strip(Content, ["Attr"]),
               Whole = try zlib:gunzip(Stripped) catch _:_ -> Stripped end,
               {ok, _, All} = beam_lib:all_chunks(Whole),
               Chunks = [case Chunk of
                   {"LitT", <<Size:32, Stream/binary>>} when Size > 0 -> {"LitT", zlib:uncompress(Stream)};
                   _ -> Chunk
               end || Chunk <- All],
               io:format("~s", [[[Name, $\\s, integer_to_list(byte_size(Data)), $\\s,
                   integer_to_list(erlang:crc32(Data)), $;] || {Name, Data} <- lists:sort(Chunks)]]),
               io:nl()
             end || File <- [\(names)]], halt().
            """)
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        try #require(lines.count == modules.count)
        for (module, line) in zip(modules, lines) {
            let bytes = try plain(module)
            let file = try #require(BeamFile(bytes), "\(module.path)")
            let chunks = file.stripped().chunks.map { chunk in
                let content = chunk.name == "LitT" ? literals(chunk.content) : chunk.content
                return "\(chunk.name) \(content.count) \(crc32(content));"
            }
            #expect(chunks.sorted().joined() == line, "\(module.lastPathComponent)")
            #expect(file.bytes == bytes)
        }
    }

    /// What a chunk of literals holds; the compiler's own is read as well as ours.
    private func literals(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let size = content.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        if size == 0 { return content }
        return Inflation.inflate(content.dropFirst(6), limit: size)?.output[...] ?? []
    }

    @Test func writesBootScriptsAsErlangDoes() throws {
        let scripts = try erlang().files(".boot", below: "bin") + erlang().files(".boot", below: "releases")
        try #require(!scripts.isEmpty)
        for script in scripts {
            let bytes = Array(try Data(contentsOf: script))
            let read = try BootScript(boot: bytes)
            #expect(read.bytes == bytes, "\(script.lastPathComponent)")
            #expect(!read.instructions.isEmpty)
        }
    }

    @Test func readsEveryApplicationFileAsErlangDoes() throws {
        let erlang = try erlang()
        let files = erlang.files(".app")
        try #require(files.count > 10)
        let names = files.map { "\"\($0.path)\"" }.joined(separator: ",")
        let output = try erlang.evaluate(
            """
            [begin
               {ok, [{application, Name, Keys} = Term]} = file:consult(File),
               Get = fun(Key) -> proplists:get_value(Key, Keys, []) end,
               Needed = (Get(applications) -- Get(optional_applications)) ++ Get(included_applications),
               io:format("~w ~s ~w ~s~n", [Name, Get(vsn), Needed, binary:encode_hex(term_to_binary(Term))])
             end || File <- [\(names)]], halt().
            """)
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
        try #require(lines.count == files.count)
        for (file, line) in zip(files, lines) {
            let text = try String(contentsOf: file, encoding: .utf8)
            let app = try ApplicationFile(text)
            let term = try #require(try TermText.consult(text).first)
            let hex = ExternalTermFormat.encode(term).map { String(format: "%02X", $0) }.joined()
            #expect("\(app.name) \(app.version) [\(app.applications.joined(separator: ","))] \(hex)" == line)
        }
    }

    /// A module's bytes; Debian has some of them compressed.
    private func plain(_ module: URL) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try CompressedFile(FilePath(module.path)).forEachPiece { bytes.append(contentsOf: $0) }
        return bytes
    }

    private func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { value, byte in
            (0..<8).reduce(value ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
            }
        }
    }
}
