// What libFuzzer calls, for the launcher's readers and, through a symbolic link, for the tool's.
#if canImport(CLinux)
    import CLinux
#else
    import Glibc
#endif

nonisolated(unsafe) private var target: ([UInt8]) throws -> Void = { _ in }
nonisolated(unsafe) private var isFirst = true

/// Called once by libFuzzer, before all inputs. `ci/fuzz` names the target by `BMATRIX_FUZZ_TARGET`.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer, _ arguments: UnsafeMutableRawPointer) -> Int32 {
    guard let name = getenv("BMATRIX_FUZZ_TARGET"), let chosen = targets[String(cString: name)] else {
        stop("BMATRIX_FUZZ_TARGET names no target")
    }
    target = chosen
    Scratch.prepare()
    return 0
}

/// A refusal is as good as success; what counts is that nothing crashes and that nothing stays behind.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ input: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let before = lowestFreeDescriptor()
    do { try target([UInt8](UnsafeBufferPointer(start: input, count: count))) } catch {
        if isSilent(error) { stop("a failure without a message") }
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
    let text = Array("fuzz: \(why)\n".utf8)
    _ = write(2, text, text.count)
    abort()
}
