import Runtimes
import SystemPackage

extension Store {
    /// The user's store, with the shared ones that the environment and a matrix file name.
    static func opened(sharing named: [String] = []) throws -> Store {
        let environment = HostFacts.environment
        do throws(RuntimesError) {
            let shared = try sharedLocations(environment: environment) + named.map { FilePath($0) }
            return try Store(root: try location(environment: environment), shared: shared) { line in
                Terminal.standardError.write("note: \(line)")
            }
        } catch { throw Fault(error) }
    }
}
