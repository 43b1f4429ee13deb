import Archive
import Digest
import FoundationEssentials
import Matrix
import SystemPackage

/// The packages of one suite that make its Erlang and its Elixir.
struct DebianSelection: Hashable, Codable {
    /// By name, sorted.
    let packages: [DebianPackage]

    init(packages: [DebianPackage]) {
        self.packages = packages.sorted { $0.name < $1.name }
    }

    /// Reads a compressed Packages index as a stream; blocks meanwhile.
    init(index: FilePath) throws {
        var found: [String: DebianPackage] = [:]
        try CompressedFile(index).forEachRecord(endingIn: "\n\n") { record in
            guard let name = Self.name(of: record), DebianRecipe.wanted.contains(name), found[name] == nil else {
                return
            }
            found[name] = DebianPackage(stanza: String(decoding: record, as: UTF8.self))
        }
        self.init(packages: Array(found.values))
    }

    var erlang: [DebianPackage] {
        packages.filter { $0.name.hasPrefix("erlang-") && !DebianRecipe.tools.values.contains($0.name) }
    }

    var libraries: [DebianPackage] { packages.filter { DebianRecipe.libraries.contains($0.name) } }

    var elixir: DebianPackage? { package(DebianRecipe.elixir) }

    /// The package of a build tool.
    func tool(_ tool: BuildTool) -> DebianPackage? { DebianRecipe.tools[tool].flatMap(package) }

    /// The version of OTP, by the package of its core.
    var otp: Version? { package("erlang-base").flatMap { DebianVersion.upstream($0.version) } }

    /// The whole version of a package, Debian's part included.
    func version(of name: String) -> String? { package(name)?.version }

    /// The oldest glibc that its Erlang starts on, as the packages' dependencies tell; `nil` if they tell nothing.
    var glibc: Version? { erlang.compactMap { DebianVersion.minimum(of: "libc6", in: $0.depends) }.max() }

    /// What is missing for a runtime.
    var missing: [String] {
        let names = Set(packages.map(\.name))
        return (DebianRecipe.requiredErlang + ["libc6"]).filter { !names.contains($0) }
    }

    private func package(_ name: String) -> DebianPackage? {
        packages.first { $0.name == name }
    }

    // An index has some 65 000 records, of which some thirty are wanted: look at the first line before anything else.
    private static func name(of record: UnsafeRawBufferPointer) -> String? {
        let field = Array("Package: ".utf8)
        guard record.starts(with: field) else { return nil }
        return String(decoding: record.dropFirst(field.count).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}
