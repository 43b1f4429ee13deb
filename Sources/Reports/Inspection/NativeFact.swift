/// A program or library in an artifact that a processor runs.
package struct NativeFact: Hashable, Codable, Sendable {
    package var path: String
    /// Whether a program loads it, as the virtual machine loads NIFs.
    package var isLibrary: Bool
    /// The form of the file, such as `ELF`.
    package var format: String
    package var system: String
    package var machines: [String]
    package var libc: String?
    /// The oldest glibc that it starts on.
    package var glibc: String?

    package init(
        path: String, isLibrary: Bool, format: String, system: String, machines: [String], libc: String? = nil,
        glibc: String? = nil
    ) {
        self.path = path
        self.isLibrary = isLibrary
        self.format = format
        self.system = system
        self.machines = machines
        self.libc = libc
        self.glibc = glibc
    }
}
