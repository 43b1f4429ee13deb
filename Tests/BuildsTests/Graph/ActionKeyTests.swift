import Digest
import Testing

@testable import Builds

struct ActionKeyTests {
    private func digest(_ inputs: [(String, String)], recipe: String = "r") -> DigestValue {
        var key = ActionKey(recipe)
        for (name, value) in inputs { key.add(name, value) }
        return key.digest
    }

    @Test func sameInputsMakeTheSameKey() {
        #expect(digest([("a", "1"), ("b", "2")]) == digest([("a", "1"), ("b", "2")]))
    }

    @Test func neighboursDoNotRunIntoOneAnother() {
        let keys = [
            digest([("a", "12"), ("b", "3")]), digest([("a", "1"), ("b", "23")]), digest([("a", "123")]),
            digest([("a", "12"), ("b3", "")]), digest([("ab", "1"), ("", "23")]), digest([("a", ""), ("a", "")]),
            digest([("a", "")]), digest([]), digest([], recipe: "r2"), digest([("a", "1\0b\01\02")]),
            digest([("a", "1"), ("b", "2")]), digest([("b", "2"), ("a", "1")]),
        ]
        #expect(Set(keys).count == keys.count)
    }

    @Test func namedInputsHaveNoOrder() {
        var one = ActionKey("r")
        one.add("environment", ["A": "1", "B": "2", "C": "3"])
        var other = ActionKey("r")
        other.add("environment", Dictionary(uniqueKeysWithValues: [("C", "3"), ("B", "2"), ("A", "1")]))
        var third = ActionKey("r")
        third.add("environment", ["A": "1", "B": "2"])
        #expect(one.digest == other.digest && one.digest != third.digest)
    }
}
