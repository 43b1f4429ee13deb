import CLinux

/// The running artifact: launcher, payload, manifest and footer in one file.
struct Executable {
    let file: Int32
    let size: Int
    /// Where the footer ends.
    let end: Int
    let path: ByteString

    init() throws(Failure) {
        path = Executable.ownPath()
        var opened = sys_open("/proc/self/exe", O_RDONLY | O_CLOEXEC, 0)
        if opened < 0 { opened = sys_open(path.z, O_RDONLY | O_CLOEXEC, 0) }
        var status = stat()
        guard opened >= 0, fstat(opened, &status) == 0 else { throw Failure.last("cannot open " + path) }
        file = opened
        size = Int(status.st_size)
        end = Int(sys_artifact_end(file, size))
    }

    /// An artifact that is open already.
    init(file: Int32, size: Int, path: ByteString) {
        self.file = file
        self.size = size
        end = Int(sys_artifact_end(file, size))
        self.path = path
    }

    /// Where this program lies. Without `/proc` it is what the kernel was told to execute.
    private static func ownPath() -> ByteString {
        let link = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
            guard let place = buffer.baseAddress else { return ByteString("") }
            let count = readlink("/proc/self/exe", place, buffer.count)
            return ByteString(buffer.prefix(max(count, 0)))
        }
        if !link.isEmpty { return link }
        guard let told = sys_execfn() else { return "" }
        let path = ByteString(told)
        if path.bytes.first == UInt8(ascii: "/") { return path }
        guard let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return ByteString(here) + "/" + path
    }

    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let room = count - have
            let got = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress?.advanced(by: have), room, off_t(offset + have))
            }
            if got < 0, sys_errno() == EINTR { continue }
            if got < 0 { throw Failure.last("cannot read " + path) }
            if got == 0 { throw .damaged("it ends too early") }
            have += got
        }
        return bytes
    }

    func manifest() throws(Failure) -> Manifest {
        guard end > Footer.size, let footer = Footer(try read(at: end - Footer.size, count: Footer.size)) else {
            throw .damaged("it has no footer: it was cut off, or bytes were added")
        }
        try footer.check(fileSize: end)
        let text = try read(at: Int(footer.manifestOffset), count: Int(footer.manifestSize))
        var hash = XXH64()
        text.withUnsafeBytes { hash.update($0) }
        if hash.value != footer.manifestHash { throw .damaged("its manifest has changed") }
        return try Manifest(text, footer: footer)
    }
    /// The launcher's own bytes are as they were written; looked at when the payload is unpacked.
    func checkLauncher(_ manifest: Manifest) throws(Failure) {
        guard let wanted = manifest.launcherHash else { return }
        var bytes = try read(at: 0, count: manifest.payloadOffset)
        sys_settle_front(&bytes, bytes.count)
        var hash = XXH64()
        bytes.withUnsafeBytes { hash.update($0) }
        if hash.value != wanted { throw .damaged("its launcher has changed") }
    }
}
