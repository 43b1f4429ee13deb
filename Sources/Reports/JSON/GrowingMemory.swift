/// A list of plain values in memory of its own. Millions of small pieces are written into it, for which an array inside of a class
/// would be checked for conflicting accesses again and again.
final class GrowingMemory<Element: BitwiseCopyable> {
    private(set) var count = 0
    private var capacity: Int
    private var base: UnsafeMutablePointer<Element>

    init(capacity: Int) {
        self.capacity = max(16, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// All values, for as long as nothing is added.
    var all: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

    /// One value; only for indices below `count`.
    subscript(index: Int) -> Element { base[index] }

    @inline(__always) func append(_ value: Element) {
        if count == capacity { grow(by: 1) }
        base[count] = value
        count += 1
    }

    @inline(__always) func append(_ values: UnsafeBufferPointer<Element>) {
        guard let start = values.baseAddress, values.count > 0 else { return }
        if capacity - count < values.count { grow(by: values.count) }
        (base + count).update(from: start, count: values.count)
        count += values.count
    }

    func append(_ value: Element, times: Int) {
        if capacity - count < times { grow(by: times) }
        (base + count).update(repeating: value, count: times)
        count += times
    }

    /// Forgets all values from that one on.
    func cut(to length: Int) { count = min(count, max(0, length)) }

    private func grow(by room: Int) {
        capacity = max(capacity * 2, count + room)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
