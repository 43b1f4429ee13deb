internal import Matrix

/// The jobs as a child pipeline of GitLab, in JSON, which is YAML.
package struct GitLabPipeline: Sendable {
    /// The most jobs for cells; one more puts the parts together.
    package static let limit = 199

    private let fanOut: FanOut

    package init(_ fanOut: FanOut) { self.fanOut = fanOut }

    /// A pipeline that says that there is nothing to do; GitLab refuses one without jobs.
    package static func empty() throws(ReportError) -> String {
        try JSONTree.object(["nothing selected": ["script": ["echo 'no cell is selected'"]]]).document()
    }

    /// The pipeline.
    package func document() throws(ReportError) -> String {
        var pipeline: [String: JSONTree] = ["stages": ["cells", "merge"], "merge": merge]
        for job in fanOut.jobs { pipeline[job.cell?.id.text ?? job.name] = entry(job) }
        return try JSONTree.object(pipeline).document()
    }

    private func entry(_ job: FanOut.Job) -> JSONTree {
        let place = "\(FanOut.parts)/\(job.name)"
        return [
            "stage": "cells", "script": [.text("\(fanOut.run) \(job.arguments)")],
            "after_script": .list(fanOut.keeping(job).map { .text($0) }),
            "artifacts": [
                "when": "always", "paths": [.text(place + "/")], "reports": ["junit": .text(place + "/junit.xml")],
            ],
        ]
    }

    private var merge: JSONTree {
        [
            "stage": "merge", "when": "always", "script": [.text(fanOut.merge)],
            "artifacts": ["when": "always", "paths": [.text(fanOut.output + "/")]],
        ]
    }
}
