import CLinux

/// What to install and what to run: `key=value` lines. Keys that only other tools read are skipped.
struct Manifest {
    var app: ByteString = ""
    /// SHA-256 of the payload, in hex: the identity of what gets installed.
    var id: ByteString = ""
    var isDaemon = false
    /// Whether control words are acted on; else they are arguments like others.
    var hasControl = true
    var program: ByteString = ""
    var arguments: [ByteString] = []
    /// Instead of these, for a second program that talks to the running one.
    var rpcArguments: [ByteString] = []
    var remoteArguments: [ByteString] = []
    var environment: [ByteString] = []
    /// In the payload's order.
    var parts: [Part] = []
    /// XXH64 of everything before the payload.
    var launcherHash: UInt64?
    let payloadOffset: Int

    private var layers: [PartLine?] = []
    private var mounts: [PartLine?] = []

    init(_ text: [UInt8], footer: Footer) throws(Failure) {
        payloadOffset = Int(footer.payloadOffset)
        for line in text.split(separator: UInt8(ascii: "\n")) {
            guard let mark = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
            take(key: line[..<mark], value: line[(mark + 1)...])
        }
        try setLayers()
        try check(payloadEnd: footer.manifestOffset)
    }

    private mutating func take(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
        if equal(key, "frame") {
            take(Frame(line: value))
        } else if equal(key, "layer") {
            layers.append(PartLine(value))
        } else if equal(key, "mount") {
            mounts.append(PartLine(value))
        } else if equal(key, "arg") {
            arguments.append(ByteString(value))
        } else if equal(key, "env") {
            environment.append(ByteString(value))
        } else if equal(key, "app") {
            app = ByteString(value)
        } else if equal(key, "id") {
            id = ByteString(value)
        } else if equal(key, "exec") {
            program = ByteString(value)
        } else if equal(key, "mode") {
            isDaemon = equal(value, "daemon")
        } else if equal(key, "control") {
            hasControl = !equal(value, "off")
        } else if equal(key, "rpc") {
            rpcArguments.append(ByteString(value))
        } else if equal(key, "remote") {
            remoteArguments.append(ByteString(value))
        } else if equal(key, "launcher") {
            launcherHash = Fields(value).hex(1)
        }
    }

    private mutating func take(_ frame: Frame) {
        if let last = parts.indices.last, parts[last].component == frame.component {
            parts[last].frames.append(frame)
        } else {
            parts.append(Part(component: frame.component, frames: [frame]))
        }
    }

    private mutating func setLayers() throws(Failure) {
        for layer in layers {
            guard let layer, let part = part(layer.component), layer.value.count == 32,
                Manifest.isName(layer.value.bytes)
            else {
                throw .damaged("its manifest has a layer that makes no sense")
            }
            parts[part].layer = layer.component + "-" + layer.value
        }
        for mount in mounts {
            guard let mount, let part = part(mount.component), parts[part].layer != nil,
                let path = SafePath.entry(mount.value.bytes)
            else { throw .damaged("its manifest has a mount that makes no sense") }
            parts[part].mounts.append(path)
        }
    }

    private func part(_ component: ByteString) -> Int? {
        for index in parts.indices where parts[index].component == component { return index }
        return nil
    }

    /// The manifest's hash is right by now; this guards against a packer's mistakes, since names become paths.
    private func check(payloadEnd: UInt64) throws(Failure) {
        guard Manifest.isName(app.bytes), id.count == 64, Manifest.isName(id.bytes), !program.isEmpty, !parts.isEmpty
        else {
            throw .damaged("its manifest lacks something")
        }
        var end = UInt64(payloadOffset)
        for part in parts {
            if !Manifest.isName(part.component.bytes) { throw .damaged("its manifest has a part without a name") }
            for frame in part.frames {
                guard frame.size > 0, frame.offset == end else { throw .damaged("its frames do not follow each other") }
                end += UInt64(frame.size)
            }
        }
        if end != payloadEnd { throw .damaged("its frames do not fill the payload") }
    }

    /// A single file name that needs no care: ASCII letters, digits, `_`, `-` and, not in front, `.`.
    static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, first != UInt8(ascii: "."), bytes.count <= 128 else { return false }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                continue
            default: return false
            }
        }
        return true
    }

    func arguments(of manner: Start.Manner) -> [ByteString] {
        switch manner {
        case .rpc: return rpcArguments
        case .remote: return remoteArguments
        default: return arguments
        }
    }

    /// The install's folder name. The app's name is for people; the digest decides.
    var folder: ByteString { app + "-" + ByteString(id.bytes.prefix(32)) }
}
