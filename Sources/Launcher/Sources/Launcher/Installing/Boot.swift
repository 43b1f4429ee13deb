import CLinux

/// This run of the system: what was written since it began and not synchronised is lost when the power fails.
///
/// A fresh install bears the boot's identity. In the same boot it is as it was written. In another one its bytes are
/// compared with the artifact once; then it is marked durable. So no start waits for the disk.
enum Boot {
    static let durable: ByteString = "durable"

    /// The kernel's own name for it; nil where `/proc` is missing.
    static var id: ByteString? {
        var text = [CChar](repeating: 0, count: TreeIndex.proofSize + 1)
        return sys_boot_id(&text, TreeIndex.proofSize) != 0 ? ByteString(text) : nil
    }
}
