/// Puts the events of a text together to a tree, and replaces aliases and merge keys on the way.
struct Composer: ~Copyable {
    private let events: EventReader
    private let limits: YAMLDocument.Limits
    private var anchors: [String: Anchor] = [:]
    /// The nodes so far, each counted as often as it is used.
    private var count = 0
    private(set) var problems: [YAMLError] = []

    private enum Anchor {
        /// Its value is still being read.
        case open
        case closed(YAMLNode)
    }

    init(events: consuming EventReader, limits: YAMLDocument.Limits) {
        self.events = events
        self.limits = limits
    }

    /// The only document of the text.
    mutating func document() throws(YAMLError) -> YAMLNode {
        var root: YAMLNode?
        while true {
            let event = try events.next()
            switch event.kind {
            case .streamStart, .documentEnd: continue
            case .documentStart where root != nil: throw .secondDocument(event.start)
            case .documentStart: root = try node(try events.next(), depth: 0)
            default:
                guard let root, !root.isAbsent else { throw .empty() }
                return root
            }
        }
    }

    private mutating func node(_ event: EventReader.Event, depth: Int) throws(YAMLError) -> YAMLNode {
        guard depth < limits.levels else { throw .tooDeep(event.start, limit: limits.levels) }
        switch event.kind {
        case .alias(let name): return try named(name, event.start, depth: depth)
        case .scalar(let scalar, let properties):
            try open(properties, event.start)
            let node = YAMLNode(.scalar(scalar), start: event.start, end: event.end)
            return close(properties, node)
        case .sequenceStart(let properties):
            try open(properties, event.start)
            return close(properties, try sequence(event, depth: depth))
        case .mappingStart(let properties):
            try open(properties, event.start)
            return close(properties, try mapping(event, depth: depth))
        default:
            throw YAMLError(.syntax, event.start, "a value is missing")
        }
    }

    private mutating func sequence(_ start: EventReader.Event, depth: Int) throws(YAMLError) -> YAMLNode {
        var nodes: [YAMLNode] = []
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind {
                return YAMLNode(.sequence(nodes), start: start.start, end: event.end)
            }
            nodes.append(try node(event, depth: depth + 1))
        }
    }

    private mutating func mapping(_ start: EventReader.Event, depth: Int) throws(YAMLError) -> YAMLNode {
        var pairs = MappingPairs()
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind {
                return YAMLNode(.mapping(pairs.merged), start: start.start, end: event.end)
            }
            let key = try node(event, depth: depth + 1)
            let value = try node(try events.next(), depth: depth + 1)
            pairs.add(key, value, keyStart: event.start, keyEnd: event.end, &problems)
        }
    }

    /// The node an alias stands for.
    private mutating func named(_ name: String, _ position: YAMLPosition, depth: Int) throws(YAMLError) -> YAMLNode {
        guard case .closed(let node)? = anchors[name] else {
            throw .alias(name, isOpen: anchors[name] != nil, position)
        }
        try add(node.weight, position)
        guard depth + node.height < limits.levels else { throw .tooDeep(position, limit: limits.levels) }
        return node
    }

    private mutating func open(_ properties: EventReader.Properties, _ position: YAMLPosition) throws(YAMLError) {
        try add(1, position)
        if let tag = properties.tag, !Composer.plainTags.contains(tag) { problems.append(.tag(tag, position)) }
        if let anchor = properties.anchor { anchors[anchor] = .open }
    }

    private mutating func close(_ properties: EventReader.Properties, _ node: YAMLNode) -> YAMLNode {
        if let anchor = properties.anchor { anchors[anchor] = .closed(node) }
        return node
    }

    private mutating func add(_ weight: Int, _ position: YAMLPosition) throws(YAMLError) {
        count += weight
        guard count <= limits.nodes else { throw .tooManyNodes(position, limit: limits.nodes) }
    }

    /// Tags that only say what a node is anyway.
    private static let plainTags: Set = [
        "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map",
    ]
}

extension YAMLNode {
    fileprivate var isAbsent: Bool {
        if case .scalar(let scalar) = content { return scalar.isAbsent }
        return false
    }
}
