import CLinux

/// The index of an installed tree; the length in it is made right for three of four inputs.
enum IndexTarget {
    nonisolated(unsafe) private static var file: Int32 = -1

    static func run(_ input: [UInt8]) throws(Failure) {
        prepare()
        var bytes = input
        if input.count >= TreeIndex.headerSize, (input.last ?? 0) & 3 != 0 {
            let length = [UInt8](ByteString(decimal: input.count - TreeIndex.headerSize).bytes)
            let digits = [UInt8](repeating: UInt8(ascii: "0"), count: 10 - length.count) + length
            bytes.replaceSubrange((TreeIndex.headerSize - 11)..<(TreeIndex.headerSize - 1), with: digits)
        }
        Scratch.fill(file, bytes)
        guard let tree = InstalledTree("tree", in: Scratch.base, isHeld: true) else { return }
        defer { tree.close() }
        _ = TreeCheck.areWhole([tree])
        _ = tree.isProven(in: nil)
        _ = tree.layers
    }

    private static func prepare() {
        if file >= 0 { return }
        mkdirat(Scratch.base, "tree", 0o700)
        let folder = sys_openat(Scratch.base, "tree", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        mkdirat(folder, "b", 0o700)
        close(sys_openat(folder, "a", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644))
        file = sys_openat(folder, TreeIndex.name.z, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        close(folder)
    }
}
