/// Reads terms written as text and ended by a dot, as `file:consult/1` does: `.app`, `.rel` and `sys.config` files.
package struct TermText {
    private var rest: Substring.UnicodeScalarView
    private static let deepest = 256

    /// The terms of a text.
    package static func consult(_ text: String) throws(TermError) -> [Term] {
        var reader = TermText(rest: Substring(text).unicodeScalars)
        var terms: [Term] = []
        reader.skip()
        while !reader.rest.isEmpty {
            terms.append(try reader.term(depth: 0))
            try reader.expect(".")
            reader.skip()
        }
        return terms
    }

    private mutating func term(depth: Int) throws(TermError) -> Term {
        guard depth < Self.deepest else { throw TermError("a term is nested too deeply") }
        skip()
        switch rest.first {
        case "{": return .tuple(try sequence("{", "}", depth))
        case "[": return try list(depth)
        case "<": return .binary(try binary())
        case "#": return try map(depth)
        case "'": return .atom(try quoted("'"))
        case "\"": return .string(try strings())
        case "$": return try character()
        case let first? where first.properties.isLowercase: return .atom(word())
        case let first? where first == "-" || first == "+" || ("0"..."9").contains(first): return try number()
        case let other?: throw TermError("'\(other)' does not begin a term")
        case nil: throw TermError("the text ends inside a term")
        }
    }

    private mutating func sequence(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ depth: Int) throws(TermError)
        -> [Term]
    {
        try expect(open)
        var elements: [Term] = []
        if take(close) { return elements }
        repeat { elements.append(try term(depth: depth + 1)) } while take(",")
        try expect(close)
        return elements
    }

    private mutating func list(_ depth: Int) throws(TermError) -> Term {
        try expect("[")
        var elements: [Term] = []
        if take("]") { return .list([]) }
        repeat { elements.append(try term(depth: depth + 1)) } while take(",")
        let tail = take("|") ? try term(depth: depth + 1) : nil
        try expect("]")
        return .list(elements, tail: tail)
    }

    private mutating func map(_ depth: Int) throws(TermError) -> Term {
        try expect("#")
        try expect("{")
        var pairs: [Term.Pair] = []
        if take("}") { return .map([]) }
        repeat {
            let key = try term(depth: depth + 1)
            try expect("=")
            try expect(">")
            pairs.append(Term.Pair(key: key, value: try term(depth: depth + 1)))
        } while take(",")
        try expect("}")
        return .map(pairs)
    }

    private mutating func binary() throws(TermError) -> [UInt8] {
        try expect("<")
        try expect("<")
        var bytes: [UInt8] = []
        while !take(">") {
            skip()
            if rest.first == "\"" {
                let text = try quoted("\"")
                if take("/") { _ = word() }
                bytes.append(contentsOf: text.utf8)
            } else if case .integer(let value) = try number(), let byte = UInt8(exactly: value) {
                bytes.append(byte)
            } else {
                throw TermError("a binary holds something that is neither a byte nor a string")
            }
            _ = take(",")
        }
        try expect(">")
        return bytes
    }

    /// Adjacent strings are one string.
    private mutating func strings() throws(TermError) -> String {
        var text = try quoted("\"")
        skip()
        while rest.first == "\"" {
            text += try quoted("\"")
            skip()
        }
        return text
    }

    private mutating func quoted(_ mark: Unicode.Scalar) throws(TermError) -> String {
        try expect(mark)
        var scalars = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            if scalar == mark { return String(scalars) }
            scalars.append(scalar == "\\" ? try escape() : scalar)
        }
        throw TermError("the text ends inside quotes")
    }

    private mutating func escape() throws(TermError) -> Unicode.Scalar {
        guard let scalar = rest.popFirst() else { throw TermError("the text ends inside quotes") }
        switch scalar {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "s": return " "
        case "e": return "\u{1B}"
        case "0": return "\0"
        case "x": return try hexadecimal()
        default: return scalar
        }
    }

    private mutating func hexadecimal() throws(TermError) -> Unicode.Scalar {
        let braces = take("{")
        var digits = ""
        while let next = rest.first, next.properties.isASCIIHexDigit, braces || digits.count < 2 {
            digits.unicodeScalars.append(next)
            rest.removeFirst()
        }
        if braces { try expect("}") }
        guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
            throw TermError("'\\x\(digits)' is not a character")
        }
        return scalar
    }

    private mutating func character() throws(TermError) -> Term {
        try expect("$")
        guard let scalar = rest.popFirst() else { throw TermError("the text ends inside a character") }
        return .integer(Int64((scalar == "\\" ? try escape() : scalar).value))
    }

    private mutating func number() throws(TermError) -> Term {
        var text = ""
        while let next = rest.first, isNumberPart(next, after: text) {
            text.unicodeScalars.append(next)
            rest.removeFirst()
        }
        if let value = Int64(text) { return .integer(value) }
        if text.contains("."), let value = Double(text) { return .float(value.bitPattern) }
        throw TermError("'\(text)' is not a number")
    }

    private func isNumberPart(_ scalar: Unicode.Scalar, after text: String) -> Bool {
        switch scalar {
        case "0"..."9": return true
        case "-", "+": return text.isEmpty || text.hasSuffix("e") || text.hasSuffix("E")
        case "e", "E": return text.contains(".")
        case ".":
            // A dot that ends the term is followed by white space, not by a digit.
            guard let next = rest.dropFirst().first else { return false }
            return ("0"..."9").contains(next)
        default: return false
        }
    }

    private mutating func word() -> String {
        var scalars = String.UnicodeScalarView()
        while let next = rest.first,
            next.properties.isAlphabetic || ("0"..."9").contains(next) || next == "_" || next == "@"
        {
            scalars.append(next)
            rest.removeFirst()
        }
        return String(scalars)
    }

    /// Passes over white space and comments.
    private mutating func skip() {
        while let next = rest.first {
            if next == "%" {
                rest = rest.drop { $0 != "\n" }
            } else if next.properties.isWhitespace {
                rest.removeFirst()
            } else {
                return
            }
        }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        skip()
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func expect(_ scalar: Unicode.Scalar) throws(TermError) {
        guard take(scalar) else {
            throw TermError("expected '\(scalar)', found \(rest.first.map { "'\($0)'" } ?? "the end of the text")")
        }
    }
}
