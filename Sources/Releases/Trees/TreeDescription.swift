package import Matrix

/// What a release tree is, as far as packing and starting it need to know; stored beside the tree.
package struct TreeDescription: Hashable, Codable, Sendable {
    /// The version of the ERTS inside: the tree holds `erts-VERSION/bin`.
    package var ertsVersion: String
    /// The app's version, as its project states it.
    package var appVersion: String
    /// What is started.
    package var content: Content
    /// Which part of the artifact the paths below a prefix belong to; the longest prefix counts.
    package var components: [String: Component]
    /// The value of `EMU`: `erlexec` starts the program of this name with `.smp`.
    package var emulator = "beam"
    /// Its native code, as its files tell.
    package var native = NativeContents()
    /// What it holds and why, sorted by path.
    package var parts: [PackedPart] = []
    /// The applications of Erlang inside, by name.
    package var libraries: [PackedLibrary] = []
    /// The files of the C library that travels along.
    package var bundledLibraries: [String] = []
    /// What the project's lock file pins, whether it is inside or not.
    package var packages: [LockedPackage] = []
    /// What it was made from.
    package var materials: [Material] = []

    /// A release, or an escript.
    package enum Content: Hashable, Codable, Sendable {
        case release(ReleaseFacts)
        case escript(EscriptFacts)
    }

    /// What starting a release takes.
    package struct ReleaseFacts: Hashable, Codable, Sendable {
        package var name: String
        package var version: String
        /// Whether `vm.args` and `sys.config` are there.
        package var hasEmulatorArguments: Bool
        package var hasConfiguration: Bool
        /// Its name for other nodes, if it has one.
        package var distribution: Distribution?
        /// The words of `remote.vm.args`: the project's own for programs that talk to it.
        package var remoteArguments: [String] = []
    }

    /// What starting an escript takes.
    package struct EscriptFacts: Hashable, Codable, Sendable {
        /// The folder in the tree that stands for its file.
        package var path: String
        /// The boot script in the tree, without its suffix.
        package var script: String
        /// The module whose `main/1` is the program.
        package var main: String
        /// The folders of its modules, in the tree.
        package var codePath: [String]
        /// The emulator's arguments of its `%%!` line.
        package var emulatorArguments: [String]
    }

    /// How text on standard input and output is encoded.
    enum Encoding {
        /// The parameter of Kernel that settles it.
        static let parameter = "standard_io_encoding"
    }

    /// The part of the artifact that a file belongs to.
    package func component(of path: String) -> Component {
        let prefix = components.keys.filter { path == $0 || path.hasPrefix($0 + "/") }.max {
            $0.utf8.count < $1.utf8.count
        }
        return prefix.flatMap { components[$0] } ?? .app
    }
}
