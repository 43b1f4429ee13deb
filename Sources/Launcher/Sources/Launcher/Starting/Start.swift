import CLinux

/// Arguments as the system has them, ended by a null pointer.
typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

/// What is to be started, and how.
struct Start {
    enum Manner {
        /// This process becomes the program.
        case replacing
        case background
        /// This process becomes a service.
        case foreground
        /// This process becomes a second program, which talks to the running service.
        case rpc, remote
    }

    let manner: Manner
    /// Those of the caller.
    let arguments: Arguments
}
