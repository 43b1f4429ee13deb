internal import Matrix

/// The settings of sources that are servers.
enum ServerSources {
    static let distribution = Wanted(noun: "a distribution", detail: " such as ubuntu-22.04")
    private static let template = Wanted(
        noun: "a URL",
        detail:
            " that begins with http:// or https://, with {otp} and what tells targets apart: {target}, {os}, {arch}, {libc}"
    )
    private static let checksumFile = Wanted(
        noun: "the URL of checksums", detail: " (a file like SHA256SUMS), or a mapping from names to SHA-256")

    static func hexpm(_ value: Value) -> SourceSetting? {
        guard let fields = value.fields(.hexpm) else { return nil }
        var setting = HexpmSetting(mirror: fields["mirror"]?.url(), access: access(fields))
        if let names = fields["distro"] {
            let items = names.oneOrMore(distribution).map { item in
                (item, item.parsed(distribution) { Name.isDistribution($0) ? $0 : nil })
            }
            setting.distributions = names.distinct("distribution", items)
        }
        return .hexpm(setting)
    }

    static func batamanta(_ value: Value) -> SourceSetting? {
        guard let fields = value.fields(.batamanta) else { return nil }
        let (url, vouching, access) = (fields.required("url", .url)?.url(), vouching(fields), access(fields))
        let glibc = fields["glibc"]?.parsed(Wanted(noun: "a version of glibc", detail: " such as 2.35")) { Version($0) }
        return url.map { .batamanta(BatamantaSetting(url: $0, vouching: vouching, access: access, glibc: glibc)) }
    }

    static func beammachine(_ value: Value) -> SourceSetting? {
        guard let fields = value.fields(.beammachine) else { return nil }
        let (url, vouching, access) = (fields.required("url", .url)?.url(), vouching(fields), access(fields))
        return url.map { .beammachine(BeamMachineSetting(url: $0, vouching: vouching, access: access)) }
    }

    static func url(_ value: Value) -> SourceSetting? {
        guard let fields = value.fields(.url) else { return nil }
        let url = fields.required("url", template)?.template(template)
        let origin = fields.required("checksums", checksumFile).flatMap { checksums($0, isTemplate: true) }
        guard let url, let origin else { return nil }
        return .url(URLSetting(template: url, checksums: origin, access: access(fields)))
    }

    private static func access(_ fields: Fields) -> AccessSetting {
        let wanted = Wanted(noun: "a variable's name", detail: " such as MIRROR_TOKEN")
        return AccessSetting(
            tokenVariable: fields["token-env"]?.parsed(wanted) { Name.isVariable($0) ? $0 : nil },
            allowsPlainHTTP: fields["plain-http"]?.truth() ?? false)
    }

    private static func vouching(_ fields: Fields) -> VouchingSetting {
        VouchingSetting(
            checksums: fields["checksums"].flatMap { checksums($0, isTemplate: false) },
            trustsFirstUse: fields["trust"]?.choice("trust", of: ["first-use"]) != nil)
    }

    private static func checksums(_ value: Value, isTemplate: Bool) -> ChecksumSetting? {
        guard value.isMapping else {
            let url = isTemplate ? value.template(checksumFile) : value.url(checksumFile)
            return url.map { .url($0) }
        }
        let wanted = Wanted(noun: "a SHA-256", detail: ": 64 hexadecimal digits")
        var digests: [String: String] = [:]
        for pair in value.pairs(checksumFile) ?? [] {
            digests[pair.key] = pair.value.parsed(wanted) { Name.isSHA256($0) ? $0 : nil }
        }
        return .listed(digests)
    }
}

extension Wanted {
    static let url = Wanted(noun: "a URL", detail: " that begins with http:// or https://")
}

extension Value {
    /// A URL of a server.
    func url(_ wanted: Wanted = .url) -> String? { parsed(wanted) { Name.isURL($0) ? $0 : nil } }

    /// A URL with placeholders, none of them unknown.
    fileprivate func template(_ wanted: Wanted) -> String? {
        parsed(wanted) { text in
            let plain = ["otp", "target", "os", "arch", "libc"].reduce(text) { $0.replacing("{\($1)}", with: "x") }
            return Name.isURL(text) && !plain.contains("{") && !plain.contains("}") ? text : nil
        }
    }
}

extension Name {
    /// `http://host/path`: what a transfer takes.
    fileprivate static func isURL(_ text: String) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return false }
        let rest = text.utf8.dropFirst(scheme.utf8.count)
        return !rest.isEmpty && rest.first != UInt8(ascii: "/") && rest.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// `ubuntu-22.04`: a name and a version.
    fileprivate static func isDistribution(_ text: String) -> Bool {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && isApplication(String(parts[0])) && Version(String(parts[1])) != nil
    }

    /// 64 hexadecimal digits.
    fileprivate static func isSHA256(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
                default: false
                }
            }
    }
}
