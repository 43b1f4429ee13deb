import Reports
import Runtimes

/// Where things are fetched from, and by which way.
struct NetworkExamination {
    let surroundings: DoctorSurroundings

    var examinations: [Examination] { [mirror, proxies] }

    private var mirror: Examination {
        do throws(RuntimesError) {
            let url = try DebianMirror.find()
            return Examination("Debian mirror", seen: Self.withoutSecrets(url), follows: "the source 'debian' asks it")
        } catch {
            return Examination(
                "Debian mirror", .note, seen: error.message,
                follows: "the source 'debian' has nothing unless the matrix file names a mirror", mend: error.hint)
        }
    }

    private static let proxyNames = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"]
    private static let trustNames = ["SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE"]

    private var proxies: Examination {
        let names = Self.proxyNames.flatMap { [$0, $0.uppercased()] } + Self.trustNames
        let set = names.compactMap { name in surroundings.variable(name).map { "\(name)=\(Self.withoutSecrets($0))" } }
        guard !set.isEmpty else {
            return Examination("network", seen: "no proxy is set", follows: "servers are asked directly")
        }
        let seen = set.joined(separator: ", ")
        guard surroundings.variable("HTTP_PROXY") != nil, surroundings.variable("http_proxy") == nil else {
            return Examination("network", seen: seen, follows: "they are used")
        }
        return Examination(
            "network", .note, seen: seen,
            follows: "HTTP_PROXY in capitals is not used: servers could set it in CGI programs",
            mend: "set http_proxy in small letters")
    }

    /// A URL without the name and the password that may stand in it.
    static func withoutSecrets(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@") else { return text }
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        return "\(text[..<start])…@\(text[text.index(after: at)...])"
    }
}
