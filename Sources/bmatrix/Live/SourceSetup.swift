import Configuration
import Digest
import Host
import Reports
import Runtimes
import SystemPackage

extension SourceSetting {
    /// The source that the matrix file sets up; its paths are relative to the file's folder.
    func source(folder: FilePath, refresh: Bool) -> any RuntimeSource {
        switch self {
        case .debian(let debian): debian.source(folder: folder, refresh: refresh)
        case .hexpm(let hexpm): hexpm.source(refresh: refresh)
        case .batamanta(let batamanta): batamanta.source(refresh: refresh)
        case .beammachine(let setting):
            BeamMachineSource(url: setting.url, vouching: setting.vouching.vouching, refresh: refresh)
        case .url(let setting):
            URLSource(template: URLTemplate(setting.template), checksums: setting.checksums.origin, refresh: refresh)
        case .directory(let setting):
            DirectorySource(
                erlang: setting.otp.map { folder.pushing(FilePath($0)) },
                elixir: setting.elixir.map { folder.pushing(FilePath($0)) })
        case .archive(let setting): ArchiveSource(erlang: setting.otp.map { folder.pushing(FilePath($0)) })
        case .system(let setting): setting.source(folder: folder)
        case .built: BuiltSource()
        }
    }
}

extension DebianSetting {
    fileprivate func source(folder: FilePath, refresh: Bool) -> DebianSource {
        var source = DebianSource(mirror: mirror, refresh: refresh)
        if !suites.isEmpty { source.suites = suites }
        source.validUntil = DebianSource.ValidUntil(rawValue: validUntil.rawValue) ?? .warn
        source.signature = DebianSource.Signature(rawValue: signature.rawValue) ?? .require
        source.keyring = keyring.map { folder.pushing(FilePath($0)) }
        return source
    }
}

extension HexpmSetting {
    /// The server of the file, or that of the environment.
    var url: String? { mirror ?? HostFacts.environment["HEX_BUILDS_URL"].flatMap { $0.isEmpty ? nil : $0 } }

    fileprivate func source(refresh: Bool) -> HexpmSource {
        var source = HexpmSource(mirror: url, refresh: refresh)
        if !distributions.isEmpty { source.distributions = distributions }
        return source
    }
}

extension BatamantaSetting {
    fileprivate func source(refresh: Bool) -> BatamantaSource {
        var source = BatamantaSource(manifest: url, vouching: vouching.vouching, refresh: refresh)
        if let glibc { source.glibc = glibc }
        return source
    }
}

extension SystemSetting {
    /// What is installed on this host, at the places of the file or the usual ones.
    func source(folder: FilePath) -> SystemSource {
        var source = SystemSource()
        if let otp { source.erlang = [folder.pushing(FilePath(otp))] }
        if let elixir { source.elixir = [folder.pushing(FilePath(elixir))] }
        return source
    }
}

extension VouchingSetting {
    fileprivate var vouching: Vouching { Vouching(checksums: checksums?.origin, trustsFirstUse: trustsFirstUse) }
}

extension ChecksumSetting {
    fileprivate var origin: ChecksumOrigin {
        switch self {
        case .listed(let digests): .listed(Checksums(digests.compactMapValues { DigestValue(hex: $0) }))
        case .url(let url): .file(url: url)
        }
    }
}
