extension VersionRequest {
    /// The versions that come nearest to what was asked for, the nearest first: those that share the most leading numbers, then by how
    /// far the first other number is off; of two that are as near, the newer one.
    package func nearest(of versions: some Sequence<Version>, count: Int) -> [Version] {
        var seen: Set<Version> = []
        let known = versions.filter { seen.insert($0).inserted }
        guard let version else { return Array(known.sorted(by: >).prefix(count)) }
        let ranked = known.map { (candidate: $0, distance: $0.distance(to: version)) }
        return
            ranked.sorted { left, right in
                if left.distance == right.distance { return left.candidate > right.candidate }
                return left.distance.lexicographicallyPrecedes(right.distance)
            }
            .prefix(count).map(\.candidate)
    }
}

extension Version {
    /// How many leading numbers are others, and how far the first of them is off; what is not there counts as zero.
    fileprivate func distance(to wanted: Version) -> [Int] {
        for (index, number) in wanted.numbers.enumerated() {
            let own = index < numbers.count ? numbers[index] : 0
            if own == number { continue }
            let (difference, overflows) = own.subtractingReportingOverflow(number)
            return [wanted.numbers.count - index, overflows ? .max : Int(clamping: difference.magnitude)]
        }
        return [0, preRelease == wanted.preRelease ? 0 : 1]
    }
}
