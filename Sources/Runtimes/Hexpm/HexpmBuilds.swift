import Digest
import Matrix

/// One line of a `builds.txt`: a build's name, its commit, its date and the SHA-256 of its file.
struct HexpmBuild: Hashable {
    let name: String
    /// nil in lines from before checksums were written down.
    let digest: DigestValue?

    /// The builds that a text lists; what is no line of a build is passed over.
    static func all(in text: String) -> [HexpmBuild] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let words = line.split(separator: " ")
            guard let name = words.first, words.count >= 3, words.count <= 4, isName(name) else { return nil }
            return HexpmBuild(
                name: String(name), digest: words.count == 4 ? DigestValue(hex: words[3]) : nil)
        }
    }

    /// The version of `OTP-27.1`; nil for branches such as `maint-27`.
    var otp: Version? { name.hasPrefix("OTP-") ? Version(String(name.dropFirst(4))) : nil }

    /// The version and the OTP that compiled it of `v1.18.3-otp-27`; nil for branches, and where the OTP is not told.
    var elixir: (version: Version, otpMajor: Int)? {
        guard name.hasPrefix("v"), let mark = name.lastRange(of: "-otp-"),
            let otp = Int(name[mark.upperBound...]), let version = Version(String(name[..<mark.lowerBound].dropFirst()))
        else { return nil }
        return (version, otp)
    }

    /// It becomes part of a URL.
    private static func isName(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "+"):
                true
            default: false
            }
        }
    }
}

extension String {
    /// The last place of a text in it.
    fileprivate func lastRange(of text: String) -> Range<String.Index>? { ranges(of: text).last }
}
