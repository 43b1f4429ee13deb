/// An Erlang term, as far as boot scripts, `.app` and configuration files hold them.
package indirect enum Term: Hashable, Sendable {
    case atom(String)
    case integer(Int64)
    /// An integer that does not fit 64 bits: little-endian magnitude.
    case bigInteger(negative: Bool, magnitude: [UInt8])
    case float(UInt64)
    case binary([UInt8])
    case tuple([Term])
    /// A list; `tail` is what follows the last element of an improper one.
    case list([Term], tail: Term?)
    /// Pairs in the order in which they were read.
    case map([Pair])

    /// A key and its value.
    package struct Pair: Hashable, Sendable {
        package var key: Term
        package var value: Term
    }

    /// A proper list.
    package static func list(_ elements: [Term]) -> Term { .list(elements, tail: nil) }

    /// A string, which Erlang holds as a list of code points.
    package static func string(_ text: String) -> Term {
        .list(text.unicodeScalars.map { .integer(Int64($0.value)) }, tail: nil)
    }

    /// The atom's name.
    package var atomName: String? {
        if case .atom(let name) = self { name } else { nil }
    }

    /// The elements of a proper list.
    package var elements: [Term]? {
        if case .list(let elements, nil) = self { elements } else { nil }
    }

    /// The elements of a tuple.
    package var fields: [Term]? {
        if case .tuple(let fields) = self { fields } else { nil }
    }

    /// The text of a string (a list of code points) or of a UTF-8 binary.
    package var text: String? {
        switch self {
        case .list(let elements, nil):
            var scalars = String.UnicodeScalarView()
            for element in elements {
                guard case .integer(let code) = element, let value = UInt32(exactly: code),
                    let scalar = Unicode.Scalar(value)
                else { return nil }
                scalars.append(scalar)
            }
            return String(scalars)
        case .binary(let bytes):
            return String(decoding: bytes, as: UTF8.self)
        default:
            return nil
        }
    }

    /// The value of `key` in a property list.
    package func property(_ key: String) -> Term? {
        for element in elements ?? [] {
            if let pair = element.fields, pair.count == 2, pair[0].atomName == key { return pair[1] }
        }
        return nil
    }
}

/// A term that could not be read.
package struct TermError: Error, Hashable, Sendable {
    /// What is wrong, and at which byte or line.
    package let message: String
    package init(_ message: String) { self.message = message }
}
