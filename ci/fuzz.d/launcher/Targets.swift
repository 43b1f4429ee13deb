import CLinux

/// What one input is given to. `ci/fuzz` names one by `BMATRIX_FUZZ_TARGET`.
private let targets: [(name: StaticString, run: ([UInt8]) throws(Failure) -> Void)] = [
    ("launcher-footer", FooterTarget.run), ("launcher-manifest", ManifestTarget.run), ("launcher-tar", TarTarget.run),
    ("launcher-frame", FrameTarget.run), ("launcher-index", IndexTarget.run), ("launcher-tree", TreeTarget.run),
]

nonisolated(unsafe) private var target: ([UInt8]) throws(Failure) -> Void = { (_) throws(Failure) in }
nonisolated(unsafe) private var isFirst = true

/// Called once by libFuzzer, before all inputs.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer, _ arguments: UnsafeMutableRawPointer) -> Int32 {
    guard let name = Environment.value("BMATRIX_FUZZ_TARGET"),
        let chosen = targets.first(where: { equal(name.bytes, $0.name) })
    else { stop("BMATRIX_FUZZ_TARGET names no target") }
    target = chosen.run
    Scratch.prepare()
    return 0
}

/// A refusal is as good as success; what counts is that nothing crashes and that nothing stays behind.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ input: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let before = lowestFreeDescriptor()
    do throws(Failure) { try target([UInt8](UnsafeBufferPointer(start: input, count: count))) } catch {
        if error.message.isEmpty { stop("a failure without a message") }
    }
    // The first input opens what all of them share.
    if !isFirst { check(before) }
    isFirst = false
    return 0
}

/// libFuzzer's own threads may have something open for a moment.
private func check(_ before: Int32) {
    var attempts = 0
    while lowestFreeDescriptor() > before {
        attempts += 1
        if attempts == 1000 { stop("a file was left open") }
        usleep(1000)
    }
}

private func lowestFreeDescriptor() -> Int32 {
    let copy = dup(2)
    close(copy)
    return copy
}

/// What libFuzzer takes for a crash.
func stop(_ why: StaticString) -> Never {
    let text: ByteString = "fuzz: " + ByteString(stringLiteral: why) + "\n"
    try? writeAll(2, text.z, text.count)
    abort()
}
