import Artifacts
import Matrix
import Releases
import Runtimes

/// What is inside an artifact, each as a component of its bill of materials.
struct ArtifactContents {
    let tree: TreeDescription
    let description: ArtifactDescription
    /// The version of bmatrix.
    let tool: String
    /// SHA-256 of the launcher.
    var launcherDigest: String?

    private static let otpRepository = "https://github.com/erlang/otp"
    private static let elixirRepository = "https://github.com/elixir-lang/elixir"
    private static let apache = [LicenceChoice(expression: "Apache-2.0")]
    /// That of bmatrix.
    private static let own = LicenceChoice(expression: "MIT")
    /// What bmatrix itself puts beside the C library: the loader's stub, and what stands in for a library.
    private static let stubs: Set<String> = ["ld.so", "libsystemd.so.0"]

    /// All components, by reference.
    var parts: [BillOfMaterials.Part] {
        let all = [launcher, otp, erts] + elixir + tree.libraries.compactMap(library) + packages + bundled
        var seen: Set<String?> = []
        return all.filter { seen.insert($0.ref).inserted }.sorted { ($0.ref ?? "") < ($1.ref ?? "") }
    }

    /// What each of them needs, by reference.
    var needs: [BillOfMaterials.Needs] {
        let libraries = Dictionary(tree.libraries.map { ($0.name, reference($0)) }) { first, _ in first }
        let own = tree.libraries.filter { $0.component == .app }.map(reference)
        var needs = ["artifact": own + ["launcher", "erlang-otp"] + elixir.compactMap(\.ref)]
        needs["erlang-otp"] = ["otp:erts"] + tree.libraries.filter { $0.component == .otp }.map(reference)
        needs["otp:erts"] = bundled.compactMap(\.ref)
        if !elixir.isEmpty {
            needs["elixir-lang"] = tree.libraries.filter { $0.component == .elixir }.map(reference)
        }
        for library in tree.libraries { needs[reference(library)] = library.needs.compactMap { libraries[$0] } }
        return needs.map { .init(ref: $0.key, dependsOn: Set($0.value).sorted()) }.sorted { $0.ref < $1.ref }
    }

    /// Zstandard's decoder is in it; on Linux musl, which is under MIT, too, and what Swift adds.
    private var launcher: BillOfMaterials.Part {
        let isWindows = description.properties["target-os"] == "windows"
        let swift = isWindows ? "" : " AND Apache-2.0 WITH Swift-exception"
        return .init(
            type: "application", ref: "launcher", name: "bmatrix-launcher", version: tool, scope: .required,
            hashes: launcherDigest.map { [.init(content: $0)] },
            licenses: [LicenceChoice(expression: "MIT AND (BSD-3-Clause OR GPL-2.0-only)\(swift)")])
    }

    private var otp: BillOfMaterials.Part {
        .init(
            type: "platform", ref: "erlang-otp", name: "Erlang/OTP", version: description.otp, scope: .required,
            purl: PackageURL("github", "erlang/otp", version: "OTP-\(description.otp)").text,
            cpe: "cpe:2.3:a:erlang:erlang\\/otp:\(description.otp):*:*:*:*:*:*:*", licenses: Self.apache)
    }

    private var erts: BillOfMaterials.Part {
        .init(
            ref: "otp:erts", name: "erts", version: tree.ertsVersion, scope: .required,
            purl: PackageURL(application: "erts", version: tree.ertsVersion, repository: Self.otpRepository).text,
            licenses: Self.apache)
    }

    private var elixir: [BillOfMaterials.Part] {
        guard tree.libraries.contains(where: { $0.component == .elixir }) else { return [] }
        let version = description.elixir
        return [
            .init(
                type: "platform", ref: "elixir-lang", name: "Elixir", version: version, scope: .required,
                purl: PackageURL("github", "elixir-lang/elixir", version: "v\(version)").text,
                cpe: "cpe:2.3:a:elixir-lang:elixir:\(version):*:*:*:*:*:*:*", licenses: Self.apache)
        ]
    }

    /// An application of OTP, of Elixir or of the project; what a lock file pins is told by the package.
    private func library(_ library: PackedLibrary) -> BillOfMaterials.Part? {
        if locked(library) != nil { return nil }
        var part = BillOfMaterials.Part(
            ref: reference(library), name: library.name, version: library.version.isEmpty ? nil : library.version,
            scope: .required)
        if library.component != .app {
            let repository = library.component == .elixir ? Self.elixirRepository : Self.otpRepository
            part.purl = PackageURL(application: library.name, version: library.version, repository: repository).text
            part.licenses = Self.apache
        }
        return part
    }

    private func reference(_ library: PackedLibrary) -> String {
        locked(library).map(reference) ?? "\(library.component == .app ? "app" : "otp"):\(library.name)"
    }

    private func reference(_ package: LockedPackage) -> String { "\(package.origin.rawValue):\(package.app)" }

    private func locked(_ library: PackedLibrary) -> LockedPackage? {
        library.component == .app ? tree.packages.first { $0.app == library.name } : nil
    }

    /// What the lock file pins; what serves only to build or to test is not inside.
    private var packages: [BillOfMaterials.Part] {
        let inside = Set(tree.libraries.filter { $0.component == .app }.map(\.name))
        return tree.packages.map { package in
            .init(
                ref: reference(package), name: package.name, version: package.version.isEmpty ? nil : package.version,
                scope: inside.contains(package.app) ? .required : .excluded, purl: package.url?.text,
                hashes: package.sha256.map { [.init(content: $0)] },
                licenses: package.licences.isEmpty ? nil : package.licences.map(LicenceChoice.init(words:)))
        }
    }

    /// The C library and its companions: packages of Debian where it is known which, else files.
    private var bundled: [BillOfMaterials.Part] {
        tree.bundledLibraries.map { file in
            let library = DebianLibrary(file: file)
            let origin = tree.materials.first {
                $0.role == .runtime && $0.uri.hasPrefix("pkg:deb/") && library?.packages.contains($0.name) == true
            }
            guard let library, let origin else {
                return .init(
                    type: "file", ref: "file:\(file)", name: file, scope: .required,
                    licenses: Self.stubs.contains(file) ? [Self.own] : nil)
            }
            return .init(
                ref: "deb:\(origin.name)", name: origin.name, version: origin.version.isEmpty ? nil : origin.version,
                scope: .required, purl: origin.uri, licenses: [LicenceChoice(expression: library.licence)],
                properties: [.init(name: "bmatrix:package-sha256", value: origin.sha256)])
        }
    }
}

extension LockedPackage {
    /// What other tools know it by; `nil` where that is not known.
    var url: PackageURL? {
        switch origin {
        case .hex:
            let namespace = repository.map { "\($0.split(separator: ":").last ?? "")/" } ?? ""
            return PackageURL("hex", (namespace + name).lowercased(), version: version)
        case .git:
            guard let repository else { return nil }
            return PackageURL(
                "generic", name, version: version, qualifiers: [("vcs_url", "git+\(plain(repository))@\(version)")])
        case .other: return nil
        }
    }

    /// The URL without what opens a door.
    private func plain(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        let host = rest.prefix { $0 != "/" }
        return String(url[..<scheme.upperBound] + (host.split(separator: "@").last ?? "") + rest.dropFirst(host.count))
    }
}
