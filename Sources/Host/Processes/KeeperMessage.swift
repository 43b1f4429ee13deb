/// A line of what the keeper tells; the list of them stands in its source, in `report.c`.
enum KeeperMessage: Equatable {
    case failed(step: String, number: Int32)
    case busy
    case started
    case skipped(String)
    case ended(Ending.Status, EndReason)
    case left(RunningProcess)
    case process(RunningProcess)
    case listed
    case socket(number: Int32)
    case usage(processorSeconds: Double, peakMemory: Int)
    case serving
    case done

    /// Why the program has ended.
    enum EndReason: String { case itself, timeout, output, asked }

    /// Reads a line; `nil` for one that we do not know.
    init?(_ line: Substring) {
        let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = words.count > 1 ? words[1] : ""
        let parts = rest.split(separator: " ")
        switch words.first {
        case "failed":
            guard let space = rest.lastIndex(of: " "), let number = Int32(rest[rest.index(after: space)...]) else {
                return nil
            }
            self = .failed(step: String(rest[..<space]), number: number)
        case "busy": self = .busy
        case "started": self = .started
        case "skipped": self = .skipped(String(rest))
        case "ended":
            guard let (status, reason) = Self.end(parts) else { return nil }
            self = .ended(status, reason)
        case "left", "process":
            guard let process = Self.process(rest) else { return nil }
            self = words.first == "left" ? .left(process) : .process(process)
        case "listed": self = .listed
        case "socket": self = .socket(number: Int32(rest) ?? -1)
        case "usage":
            guard parts.count == 3, let user = Double(parts[0]), let system = Double(parts[1]), let peak = Int(parts[2])
            else { return nil }
            self = .usage(processorSeconds: (user + system) / 1e6, peakMemory: peak.multipliedWithoutOverflow(by: 1024))
        case "serving": self = .serving
        case "done": self = .done
        default: return nil
        }
    }

    private static func end(_ parts: [Substring]) -> (Ending.Status, EndReason)? {
        guard parts.count == 3, let number = Int(parts[1]), let reason = EndReason(rawValue: String(parts[2])) else {
            return nil
        }
        return (parts[0] == "exited" ? .exited(number) : .signalled(number), reason)
    }

    private static func process(_ text: Substring) -> RunningProcess? {
        let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = words.first, let pid = Int32(first) else { return nil }
        let line = words.count > 1 ? String(words[1]) : ""
        return RunningProcess(pid: pid, commandLine: line)
    }
}

extension Int {
    fileprivate func multipliedWithoutOverflow(by factor: Int) -> Int {
        let (product, overflows) = multipliedReportingOverflow(by: factor)
        return overflows ? .max : product
    }
}
