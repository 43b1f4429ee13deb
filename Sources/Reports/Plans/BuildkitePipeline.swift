internal import Matrix

/// The jobs as steps for `buildkite-agent pipeline upload`, in JSON, which is YAML.
package struct BuildkitePipeline: Sendable {
    /// The most steps for cells; a wait and one that puts the parts together make it 500, the most of an upload.
    package static let limit = 498

    private let fanOut: FanOut

    package init(_ fanOut: FanOut) { self.fanOut = fanOut }

    /// A pipeline that says that there is nothing to do.
    package static func empty() throws(ReportError) -> String {
        try pipeline([["label": "nothing selected", "command": "echo 'no cell is selected'"]]).document()
    }

    /// The pipeline.
    package func document() throws(ReportError) -> String {
        let wait: JSONTree = ["wait": nil, "continue_on_failure": true]
        return try BuildkitePipeline.pipeline(fanOut.jobs.enumerated().map(step) + [wait, merge]).document()
    }

    /// The steps, on agents of the queue that the upload runs on.
    private static func pipeline(_ steps: [JSONTree]) -> JSONTree {
        // The upload puts in variables itself; `$$` keeps those that are for the job.
        let escaped = JSONTree.list(steps).mapping { $0.replacing("$", with: "$$") }
        return ["agents": ["queue": "${BUILDKITE_AGENT_META_DATA_QUEUE:-default}"], "steps": escaped]
    }

    private func step(_ index: Int, _ job: FanOut.Job) -> JSONTree {
        let run = ["status=0", "\(fanOut.run) \(job.arguments) || status=$?"]
        return [
            "label": .text(job.cell?.id.text ?? job.name), "key": "cells-\(String(index + 1))",
            "commands": .list((run + fanOut.keeping(job) + ["exit $status"]).map { .text($0) }),
            "artifact_paths": [.text("\(FanOut.parts)/\(job.name)/**/*")],
        ]
    }

    private var merge: JSONTree {
        let download = "buildkite-agent artifact download '\(FanOut.parts)/**/*' ."
        return [
            "label": "merge", "key": "merge", "commands": [.text(download), .text(fanOut.merge)],
            "artifact_paths": [.text("\(fanOut.output)/**/*")],
        ]
    }
}
