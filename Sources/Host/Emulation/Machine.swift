/// A processor that programs are made for.
package enum Machine: Hashable, CaseIterable, Sendable {
    case x86_64, arm64

    /// The one that we run on.
    package static var here: Machine {
        #if arch(arm64)
            .arm64
        #else
            .x86_64
        #endif
    }

    /// What the emulators are called that run its programs one by one, the more usual name first.
    package var emulators: [String] {
        switch self {
        case .x86_64: ["qemu-x86_64", "qemu-x86_64-static"]
        case .arm64: ["qemu-aarch64", "qemu-aarch64-static"]
        }
    }

    /// The dynamic loader of its programs for glibc.
    package var loader: String {
        switch self {
        case .x86_64: "/lib64/ld-linux-x86-64.so.2"
        case .arm64: "/lib/ld-linux-aarch64.so.1"
        }
    }

    /// The bytes of the machine's number in an ELF file, as hexadecimal digits.
    var number: String {
        switch self {
        case .x86_64: "3e00"
        case .arm64: "b700"
        }
    }
}
