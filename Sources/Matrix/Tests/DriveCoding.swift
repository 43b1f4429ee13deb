/// The JSON of a terminal step: `{"wait": …}`, `{"type": …}` or `{"press": […]}`.
extension TerminalScript.Step {
    private enum Key: String, CodingKey { case wait, type, press }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if let text = try values.decodeIfPresent(String.self, forKey: .wait) {
            self = .wait(text)
        } else if let text = try values.decodeIfPresent(String.self, forKey: .type) {
            self = .type(text)
        } else {
            self = .press(try values.decode([String].self, forKey: .press))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .wait(let text): try values.encode(text, forKey: .wait)
        case .type(let text): try values.encode(text, forKey: .type)
        case .press(let keys): try values.encode(keys, forKey: .press)
        }
    }
}

/// The JSON of readiness: `{"file": …}`, `{"port": …}`, `{"log": …}` or `{"up": seconds}`.
extension DaemonLife.Readiness {
    private enum Key: String, CodingKey { case file, port, log, up }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if let path = try values.decodeIfPresent(String.self, forKey: .file) {
            self = .file(path)
        } else if let port = try values.decodeIfPresent(String.self, forKey: .port) {
            self = .port(port)
        } else if let seconds = try values.decodeIfPresent(Double.self, forKey: .up) {
            self = .up(seconds)
        } else {
            self = .log(try values.decode(String.self, forKey: .log))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .file(let path): try values.encode(path, forKey: .file)
        case .port(let port): try values.encode(port, forKey: .port)
        case .log(let text): try values.encode(text, forKey: .log)
        case .up(let seconds): try values.encode(seconds, forKey: .up)
        }
    }
}

/// The JSON of a check: `{"tcp": port, "send": …, "receive": …}`, `{"file": …, "contains": …}` or `{"log": text}`.
extension DaemonLife.Check {
    private enum Key: String, CodingKey { case tcp, send, receive, file, contains, log }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if let port = try values.decodeIfPresent(String.self, forKey: .tcp) {
            self = .tcp(
                port: port, send: try values.decode(String.self, forKey: .send),
                receive: try values.decode(String.self, forKey: .receive))
        } else if let path = try values.decodeIfPresent(String.self, forKey: .file) {
            self = .file(path, contains: try values.decode(String.self, forKey: .contains))
        } else {
            self = .log(contains: try values.decode(String.self, forKey: .log))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .tcp(let port, let send, let receive):
            try values.encode(port, forKey: .tcp)
            try values.encode(send, forKey: .send)
            try values.encode(receive, forKey: .receive)
        case .file(let path, let text):
            try values.encode(path, forKey: .file)
            try values.encode(text, forKey: .contains)
        case .log(let text): try values.encode(text, forKey: .log)
        }
    }
}
