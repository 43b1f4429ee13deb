import Matrix

@testable import Artifacts

/// Bytes of tar, in pieces whose length is the first byte, and the rules for entries taken together.
enum TarTarget {
    static func run(_ input: [UInt8]) throws {
        guard let first = input.first else { return }
        let length = Int(first) * 8 + 1
        var tar = TarReader()
        var rules = PayloadRules()
        var rest = input.dropFirst()
        while !rest.isEmpty {
            try tar.take(rest.prefix(length)) { (event) throws(TarFault) in
                guard case .entry(let entry) = event else { return }
                let packed = try rules.admit(entry, .init(component: .app, frame: 0))
                if packed.path.isEmpty || packed.path.hasPrefix("/") { stop("an entry lies outside") }
            }
            rest = rest.dropFirst(length)
        }
        _ = tar.isEnded
    }
}
