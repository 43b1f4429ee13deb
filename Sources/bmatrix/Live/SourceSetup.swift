import Configuration
import Digest
import Host
import Reports
import Runtimes
import SystemPackage
import Transfer

extension SourceSetting {
    /// The source that the matrix file sets up; its paths are relative to the file's folder.
    func source(folder: FilePath, refresh: Bool) throws(Fault) -> any RuntimeSource {
        switch self {
        case .debian(let debian): try debian.source(folder: folder, refresh: refresh)
        case .hexpm(let hexpm): try hexpm.source(refresh: refresh)
        case .batamanta(let batamanta): try batamanta.source(refresh: refresh)
        case .beammachine(let setting):
            BeamMachineSource(
                url: setting.url, vouching: setting.vouching.vouching, access: try setting.access.access,
                refresh: refresh)
        case .url(let setting):
            URLSource(
                template: URLTemplate(setting.template), checksums: setting.checksums.origin,
                access: try setting.access.access, refresh: refresh)
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
    fileprivate func source(folder: FilePath, refresh: Bool) throws(Fault) -> DebianSource {
        var source = DebianSource(mirror: mirror, refresh: refresh)
        if !suites.isEmpty { source.suites = suites }
        source.validUntil = DebianSource.ValidUntil(rawValue: validUntil.rawValue) ?? .warn
        source.signature = DebianSource.Signature(rawValue: signature.rawValue) ?? .require
        source.keyring = keyring.map { folder.pushing(FilePath($0)) }
        source.token = try tokenVariable.map { (variable) throws(Fault) in try SecretToken(variable: variable) }
        return source
    }
}

extension HexpmSetting {
    fileprivate func source(refresh: Bool) throws(Fault) -> HexpmSource {
        let named = HostFacts.environment["HEX_BUILDS_URL"].flatMap { $0.isEmpty ? nil : $0 }
        var source = HexpmSource(mirror: mirror ?? named, access: try access.access, refresh: refresh)
        if !distributions.isEmpty { source.distributions = distributions }
        return source
    }
}

extension BatamantaSetting {
    fileprivate func source(refresh: Bool) throws(Fault) -> BatamantaSource {
        var source = BatamantaSource(
            manifest: url, vouching: vouching.vouching, access: try access.access, refresh: refresh)
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

extension AccessSetting {
    fileprivate var access: ServerAccess {
        get throws(Fault) {
            let token = try tokenVariable.map { (variable) throws(Fault) in try SecretToken(variable: variable) }
            return ServerAccess(token: token, allowsPlainHTTP: allowsPlainHTTP)
        }
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

extension SecretToken {
    /// The token that an environment variable holds.
    fileprivate init(variable: String) throws(Fault) {
        guard let token = HostFacts.environment[variable].flatMap({ SecretToken($0) }) else {
            throw Fault(
                status: .usage, code: "sources.no-token",
                message: "the environment variable \(variable), which 'token-env' names, holds no token",
                hint: "set it to the token that the server wants, or take 'token-env' out of the matrix file")
        }
        self = token
    }
}
