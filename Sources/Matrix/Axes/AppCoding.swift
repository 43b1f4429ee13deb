/// The JSON of an app: what has its usual value is left out.
extension App {
    private enum Key: String, CodingKey { case name, path, modes, entry, release, member, roots }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try values.decode(String.self, forKey: .name), path: try values.decode(String.self, forKey: .path),
            modes: try values.decode([Mode].self, forKey: .modes),
            entry: try values.decodeIfPresent(Entry.self, forKey: .entry) ?? .application,
            release: try values.decodeIfPresent(String.self, forKey: .release),
            member: try values.decodeIfPresent(String.self, forKey: .member),
            roots: try values.decodeIfPresent([String].self, forKey: .roots) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(path, forKey: .path)
        try values.encode(modes, forKey: .modes)
        if entry != .application { try values.encode(entry, forKey: .entry) }
        try values.encodeIfPresent(release, forKey: .release)
        try values.encodeIfPresent(member, forKey: .member)
        if !roots.isEmpty { try values.encode(roots, forKey: .roots) }
    }
}

/// The JSON of an entry: `"application"`, or `{"module": "MyApp.CLI"}`.
extension Entry {
    private enum Key: String, CodingKey { case module }

    package init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            guard word == "application" else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "'\(word)' is not an entry"))
            }
            self = .application
        } else {
            self = .module(try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .module))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .application:
            var value = encoder.singleValueContainer()
            try value.encode("application")
        case .module(let name):
            var values = encoder.container(keyedBy: Key.self)
            try values.encode(name, forKey: .module)
        }
    }
}

/// The JSON of the Elixir axis: `"auto"`, or a list of versions.
extension ElixirChoice {
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let word = try? value.decode(String.self) {
            guard word == "auto" else {
                throw DecodingError.dataCorruptedError(
                    in: value, debugDescription: "'\(word)' is neither 'auto' nor a list of versions")
            }
            self = .automatic
        } else {
            self = .requests(try value.decode([VersionRequest].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .automatic: try value.encode("auto")
        case .requests(let requests): try value.encode(requests)
        }
    }
}
