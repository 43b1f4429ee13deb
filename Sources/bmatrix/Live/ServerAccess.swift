import Configuration
import Host
import Reports
import Runtimes
import Transfer

/// What the sources of a matrix file say of their servers: tokens, and which may go without encryption.
enum ServerAccess {
    static func rules(_ settings: [SourceSetting]) throws(Fault) -> [AccessRule] {
        var rules: [AccessRule] = []
        for setting in settings {
            guard let (url, server) = setting.server, server.isInsecure || server.tokenVariable != nil else { continue }
            let token = try server.tokenVariable.map(SecretToken.init(variable:))
            let access = TransferAccess(plainHTTP: server.isInsecure ? .allowed : .refused, token: token)
            rules.append(AccessRule(server: origin(of: url), access: access))
        }
        return rules
    }

    /// The part of a URL before its path, where no placeholders are.
    private static func origin(of url: String) -> String {
        url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3).joined(separator: "/")
    }
}

extension SourceSetting {
    /// The source's server, and what is special about it; nil for sources that have none.
    fileprivate var server: (url: String, ServerSetting)? {
        switch self {
        case .debian(let setting):
            (setting.mirror ?? (try? DebianMirror.find())).map { ($0, setting.server) }
        case .hexpm(let setting): setting.url.map { ($0, setting.server) }
        case .batamanta(let setting): (setting.url, setting.server)
        case .beammachine(let setting): (setting.url, setting.server)
        case .url(let setting): (setting.template, setting.server)
        case .directory, .archive, .system, .built: nil
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
