import SystemPackage

extension RuntimesError {
    static func foreignStore(_ root: FilePath, _ complaint: String) -> RuntimesError {
        RuntimesError(
            "store.foreign", "the cache folder \(root) cannot be trusted: \(complaint)",
            hint: "make it your own (chown) and writable by you alone (chmod 700), or name another in BMATRIX_CACHE",
            isInfrastructure: true)
    }

    static func foreignSharedStore(_ root: FilePath, _ complaint: String) -> RuntimesError {
        RuntimesError(
            "store.foreign", "the shared cache folder \(root) cannot be trusted: \(complaint)",
            hint: "it has to belong to root or to you, and be writable by its owner alone (chmod go-w)",
            isInfrastructure: true)
    }

    static func relativeSharedStore(_ path: String) -> RuntimesError {
        RuntimesError(
            "store.relative", "a shared cache is '\(path)', which is no absolute path",
            hint: "BMATRIX_SHARED_CACHE takes absolute paths with colons between them", isInfrastructure: true)
    }

    static let noPlaceForStore = RuntimesError(
        "store.no-place", "there is no place for the cache: neither BMATRIX_CACHE, XDG_CACHE_HOME nor HOME is set",
        hint: "set BMATRIX_CACHE to an absolute path", isInfrastructure: true)

    static func relativeStore(_ path: String) -> RuntimesError {
        RuntimesError(
            "store.relative", "BMATRIX_CACHE is '\(path)', which is no absolute path",
            hint: "begin it with a slash", isInfrastructure: true)
    }

    static func badStoreKey(_ key: String) -> RuntimesError {
        RuntimesError(
            "store.key", "'\(key)' cannot name an entry of the cache",
            hint: "keys are letters, digits, '.', '_' and '-', and do not begin with a dot")
    }
}
