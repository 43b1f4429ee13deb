import Matrix

/// The collapsible sections of GitLab's job logs: https://docs.gitlab.com/ci/jobs/job_logs/
struct GitLab: ServiceDialect {
    func opening(_ group: ServiceGroup) -> [String] {
        let head = "section_start:\(seconds(group.begin)):\(name(group))[collapsed=true]"
        return ["\u{1B}[0K\(head)\r\u{1B}[0K\(PlainText(group.title).oneLine)"]
    }

    func closing(_ group: ServiceGroup) -> [String] {
        ["\u{1B}[0Ksection_end:\(seconds(group.end)):\(name(group))\r\u{1B}[0K"]
    }

    private func seconds(_ time: Double) -> Int { time.isFinite ? Int(min(max(time, 0), 1e11)) : 0 }

    /// Names may have letters, digits, `_`, `.` and `-` only; anything else of the id becomes one of these.
    private func name(_ group: ServiceGroup) -> String {
        String(
            group.id.text.unicodeScalars.map { scalar -> Character in
                let isKept =
                    scalar.isASCII
                    && (scalar.properties.isAlphabetic || "0123456789_.-".unicodeScalars.contains(scalar))
                return isKept ? Character(scalar) : "-"
            })
    }
}
