import Digest
import FoundationEssentials
import Host
import Transfer

/// A text that a server keeps changing, such as a list of builds: the store's for half a day, then the server's again.
struct ServedText {
    private static let lifetime = 12.0 * 3600
    private static let largest = 64 << 20

    let url: String
    /// Whether to ask the server even if it was asked lately.
    let refresh: Bool
    /// What may be done to get at it.
    var access = TransferAccess()
    let context: RuntimesContext

    /// What the server has said, and when; no text if it has none.
    private struct Answer: Codable {
        let text: String?
        /// Seconds since 1970.
        let fetched: Double
    }

    /// The text, nil if the server has none; and a warning if it is an old one for want of a network.
    func current() async throws(RuntimesError) -> (text: String?, warning: String?) {
        let known = stored()
        let age = known.map { context.clock.now() - $0.fetched }
        if let known, let age, !refresh, (0..<Self.lifetime).contains(age) { return (known.text, nil) }
        do throws(TransferError) {
            return (remember(try await fetch()), nil)
        } catch {
            if error.reason == .notFound { return (remember(nil), nil) }
            guard error.isOffline, let known, let age else { throw RuntimesError(error) }
            let hours = Int(max(age, 0) / 3600)
            return (known.text, "\(url) cannot be reached; going by what it was \(hours) hours ago")
        }
    }

    private func fetch() async throws(TransferError) -> String {
        context.notify("asking \(url)")
        return String(
            decoding: try await context.transfer.fetch(.init(url: url, limit: Self.largest, access: access)),
            as: UTF8.self)
    }

    private func remember(_ text: String?) -> String? {
        let answer = Answer(text: text, fetched: context.clock.now())
        // What cannot be kept is asked for again.
        if let bytes = try? JSONEncoder().encode(answer) {
            _ = try? context.store.storeBlob(Array(bytes), .indexes, key)
        }
        return text
    }

    private func stored() -> Answer? {
        guard let file = try? context.store.blob(.indexes, key),
            let bytes = try? Disk().read(file, limit: 2 * Self.largest)
        else { return nil }
        return try? JSONDecoder().decode(Answer.self, from: Data(bytes))
    }

    private var key: String { "served-\(SHA256.digest(of: url).hex)" }
}
