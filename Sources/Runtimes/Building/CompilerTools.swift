import Digest
import Host
import SystemPackage

/// The host's programs that compile a static runtime.
struct CompilerTools {
    /// What a build finds in its PATH.
    static let path = "/usr/local/bin:/usr/bin:/bin"

    /// A program that is needed, and Debian's package that has it.
    struct Tool: Hashable {
        let program: String
        let package: String
    }

    private static let always = [
        Tool(program: "musl-gcc", package: "musl-tools"), Tool(program: "gcc", package: "gcc"),
        Tool(program: "make", package: "make"), Tool(program: "perl", package: "perl"),
        Tool(program: "ar", package: "binutils"), Tool(program: "strip", package: "binutils"),
    ]
    private static let patch = Tool(program: "patch", package: "patch")

    /// Fails unless all is there, naming all that is not.
    static func check(patching: Bool, path: String = path) throws(RuntimesError) {
        let missing = (always + (patching ? [patch] : [])).filter { find($0.program, path: path) == nil }
        guard !missing.isEmpty else { return }
        let programs = missing.map(\.program).joined(separator: ", ")
        var packages: [String] = []
        for tool in missing where !packages.contains(tool.package) { packages.append(tool.package) }
        throw RuntimesError(
            "runtimes.build-tools", "building a runtime takes programs that are not in \(path): \(programs)",
            hint: "install them; on Debian and Ubuntu: apt-get install \(packages.joined(separator: " "))",
            isInfrastructure: true)
    }

    static func find(_ program: String, path: String = path) -> FilePath? {
        path.split(separator: ":").map { FilePath(String($0)).appending(program) }.first { Disk().isProgram($0) }
    }

    /// What tells one compiler from another as far as its output goes: the programs and the C library that goes into all.
    static func identity() throws -> String {
        let libraries = ["x86_64-linux-musl", "aarch64-linux-musl", "musl/lib"].map { "/usr/lib/\($0)/libc.a" }
        let files = libraries.map { FilePath($0) } + [find("gcc")].compactMap(\.self)
        return try files.filter { Disk().size(of: $0) != nil }.map { "\($0) \(try SHA256.digest(ofFile: $0))" }
            .joined(separator: "\n")
    }
}

extension Disk {
    /// Whether a program can be started from there, through links as well.
    fileprivate func isProgram(_ path: FilePath) -> Bool {
        guard let bytes = try? bytes(of: path, count: 1), !bytes.isEmpty else { return false }
        return true
    }
}
