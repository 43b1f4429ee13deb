/// The pairs of a mapping while it is being read: each key once, and what `<<` brings in.
struct MappingPairs {
    private var pairs: [YAMLPair] = []
    private var places: [String: YAMLPosition] = [:]
    private var bases: [YAMLPair] = []
    private var mergePlace = 0

    /// Takes a pair; a key that is no text, or that is there already, becomes a problem.
    mutating func add(
        _ key: YAMLNode, _ value: YAMLNode, keyStart: YAMLPosition, keyEnd: YAMLPosition, _ problems: inout [YAMLError]
    ) {
        guard case .scalar(let scalar) = key.content else { return problems.append(.key(keyStart)) }
        if let first = places[scalar.text] {
            return problems.append(.duplicate(scalar.text, keyStart, first: first))
        }
        places[scalar.text] = keyStart
        if scalar.text == "<<", scalar.style == .plain {
            merge(value, keyStart, &problems)
        } else {
            pairs.append(YAMLPair(key: scalar.text, keyStart: keyStart, keyEnd: keyEnd, value: value))
        }
    }

    private mutating func merge(_ value: YAMLNode, _ position: YAMLPosition, _ problems: inout [YAMLError]) {
        mergePlace = pairs.count
        let mappings = if case .sequence(let nodes) = value.content { nodes } else { [value] }
        for node in mappings {
            guard case .mapping(let base) = node.content else { return problems.append(.merge(position)) }
            bases += base
        }
    }

    /// The pairs as they count: what is written here wins over what is merged, an earlier base over a later one.
    var merged: [YAMLPair] {
        var taken = Set(pairs.map(\.key))
        let added = bases.filter { taken.insert($0.key).inserted }
        return Array(pairs.prefix(mergePlace)) + added + pairs.dropFirst(mergePlace)
    }
}
