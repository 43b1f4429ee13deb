import Configuration
import Matrix
import Reports

extension MatrixFile {
    /// A file that names no source and no version of its own, for commands that need none.
    static func blank() throws -> MatrixFile {
        let text = """
            version: 1
            apps: {app: {path: ., modes: [escript]}}
            matrix: {target: any_linux_\(HostFacts.architecture.rawValue), otp: "27"}
            """
        let file = MatrixFile.read(bytes: Array(text.utf8), name: "matrix.yaml", host: HostFacts.platform).file
        guard let file else { throw ExitStatus.internalError }
        return file
    }
}
