import Transfer

/// Content that is right when its bytes, each weighed by its place, sum up to a number.
struct ByteSum: ContentCheck {
    let expected: Int
    private var sum = 0
    private var place = 0

    init(expecting bytes: [UInt8]) {
        var other = ByteSum(expected: 0)
        bytes.withUnsafeBytes { other.update($0) }
        self.init(expected: other.sum)
    }

    init(expected: Int) {
        self.expected = expected
    }

    mutating func update(_ piece: UnsafeRawBufferPointer) {
        for byte in piece {
            place += 1
            sum &+= Int(byte) &* place
        }
    }

    func complaint() -> String? {
        sum == expected ? nil : "its sum is \(sum), not \(expected)"
    }
}
