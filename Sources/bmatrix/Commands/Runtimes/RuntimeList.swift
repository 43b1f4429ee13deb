import FoundationEssentials
import Matrix
import Reports
import Runtimes
import SystemPackage

/// A listing of what is built with, as text or JSON.
struct RuntimeList {
    private let rows: [Row]
    /// What the cache holds besides.
    private let rest: String

    /// What is told of one thing.
    struct Row: Encodable {
        var kind: String
        var version: String?
        var source: String?
        var origin: String?
        /// What its programs need.
        var platform: String?
        /// The targets that it serves, of those that were asked for.
        var targets: [String]?
        var key: String?
        var path: String?
        var bytes: Int?
        /// Seconds since 1970.
        var used: Double?
        var shared: Bool?
    }

    /// What is in the cache.
    init(_ items: [StoreItem]) {
        let told = items.filter(\.kind.isRecorded)
        rows = told.map(Row.init)
        let others = items.filter { !$0.kind.isRecorded && !$0.isShared }
        let kinds = Dictionary(grouping: others, by: \.kind).sorted { $0.key.rawValue < $1.key.rawValue }
        rest = kinds.map { kind, items in
            "\(kind.rawValue): \(items.count), \(ByteCount(items.reduce(0) { $0 + $1.size }).text)\n"
        }.joined()
    }

    /// What sources have for some targets.
    init(_ offers: RuntimeOffers, targets: [Target]) {
        let runtimes = offers.runtimes.map { offer in
            Row(
                kind: "Erlang/OTP", version: offer.otp.text, source: offer.source, origin: offer.origin,
                platform: offer.platform.description, targets: targets.filter(offer.serves).map(\.name))
        }
        let elixirs = offers.elixirs.map { offer in
            Row(
                kind: "Elixir", version: offer.version.text, source: offer.source, origin: offer.origin,
                platform: "OTP \(offer.otpMajor) or newer")
        }
        rows = runtimes + elixirs
        rest = ""
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(rows), as: UTF8.self) + "\n"
        }
    }

    var text: String {
        let table = rows.map(\.columns)
        let count = table.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in table.map { $0[column].count }.max() ?? 0 }
        let lines = table.map { row in
            var line = ""
            for (text, width) in zip(row, widths) {
                line += text + String(repeating: " ", count: width - text.count + 2)
            }
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }
        return lines.joined() + rest
    }
}

extension RuntimeList.Row {
    init(_ item: StoreItem) {
        self.init(
            kind: item.about?.name ?? item.kind.rawValue, version: item.about?.version.text,
            source: item.about?.source, origin: item.about?.origin, platform: item.about?.platform?.description,
            key: item.key, path: item.path.string, bytes: item.size, used: item.used, shared: item.isShared)
    }

    /// What a person reads.
    fileprivate var columns: [String] {
        let place = [source, origin].compactMap(\.self).joined(separator: " ")
        let served = targets.map { $0.isEmpty ? "for none of the targets" : "for \($0.joined(separator: ", "))" }
        return [
            kind, version ?? "?", place.isEmpty ? "?" : place, platform ?? "", served ?? "",
            bytes.map { ByteCount($0).text } ?? "", used.map { "used \(Self.day($0))" } ?? "",
            shared == true ? "shared" : "", key.map { String($0.prefix(12)) } ?? "",
        ]
    }

    private static func day(_ seconds: Double) -> String {
        CalendarDate(secondsSince1970: seconds).description
    }
}
