import Host
import SystemPackage

/// The small program that stands in for another one and starts it through a bundled loader.
struct LoaderStub {
    let bytes: [UInt8]

    /// Moves the program aside to `NAME.elf` and stands in its place.
    func replace(_ program: FilePath) throws(DiskError) {
        try Disk().rename(program, to: FilePath("\(program).elf"))
        try Disk().write(bytes, to: program, mode: 0o755)
    }
}

extension LoaderBinaries {
    /// The stub for musl's loader, which refuses options that it does not know: in the place of glibc's
    /// `--inhibit-cache` stands one of the same length that the stub's own `--argv0` overrides.
    func muslStub() throws(RuntimesError) -> LoaderStub {
        let (known, foreign) = (Array("--argv0=program".utf8), Array("--inhibit-cache".utf8))
        guard let place = loader.firstRange(of: foreign) else { throw .noLoader }
        return LoaderStub(bytes: Array(loader[..<place.lowerBound]) + known + Array(loader[place.upperBound...]))
    }
}
