import Foundation
import SystemPackage

/// A server with TLS on the loopback interface: the program openssl, with certificates made for the occasion.
///
/// It answers `/NAME` with the file of that name, whose text is the whole answer.
final class TLSServer {
    enum Certificate: String, CaseIterable {
        case good, expired, wrongHost, selfSigned
    }

    struct Failure: Error {
        let detail: String
    }

    let port: Int
    /// The certificate of the authority that vouches for the server's.
    let authority: FilePath
    private let process = Process()

    init(_ certificate: Certificate, in folder: FilePath, answers: [String: String]) throws {
        authority = folder.appending("ca.pem")
        for (name, text) in answers { try Data(text.utf8).write(to: URL(filePath: folder.appending(name).string)) }
        try Self.makeCertificates(certificate, in: folder)
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem", "-key", "server.key", "-HTTP",
        ]
        process.currentDirectoryURL = URL(filePath: folder.string)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while !text.contains("ACCEPT") || !text.hasSuffix("\n") {
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { throw Failure(detail: "openssl ended: \(text)") }
            text += String(decoding: piece, as: UTF8.self)
        }
        guard let port = text.split(separator: ":").last.flatMap({ Int($0.prefix { $0.isNumber }) }) else {
            throw Failure(detail: text)
        }
        self.port = port
    }

    deinit {
        process.terminate()
    }

    var url: String { "https://127.0.0.1:\(port)" }

    private static func makeCertificates(_ certificate: Certificate, in folder: FilePath) throws {
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        let name = certificate == .wrongHost ? "DNS:other.example" : "IP:127.0.0.1"
        try openssl(["req", "-x509"] + key + "-keyout ca.key -out ca.pem -days 9 -subj /CN=CA".words, in: folder)
        if certificate == .selfSigned {
            return try openssl(
                ["req", "-x509"] + key + "-keyout server.key -out server.pem -days 9 -subj /CN=x -addext".words
                    + ["subjectAltName=\(name)"], in: folder)
        }
        try openssl(["req"] + key + "-keyout server.key -out server.csr -subj /CN=x".words, in: folder)
        try Data("subjectAltName=\(name)\n".utf8).write(to: URL(filePath: folder.appending("names").string))
        let days = certificate == .expired ? "-1" : "9"
        try openssl(
            "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile names -out server.pem".words
                + ["-days", days], in: folder)
    }

    private static func openssl(_ arguments: [String], in folder: FilePath) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(filePath: folder.string)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Failure(detail: arguments.joined(separator: " ")) }
    }
}

extension String {
    fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
