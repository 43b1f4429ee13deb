import Matrix
import SystemPackage

extension CellID {
    /// The folder of the cell's logs, relative to the output folder; `nil` if the id, read from a damaged file, leads out of it.
    var logs: FilePath? {
        let path = FilePath("cells").pushing(FilePath(text)).lexicallyNormalized()
        return path.starts(with: "cells") && path != "cells" ? path : nil
    }
}
