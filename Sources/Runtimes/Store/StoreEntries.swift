import Host
package import SystemPackage

/// An entry of the store.
package struct StoredEntry: Hashable, Sendable {
    /// Where it is.
    package let path: FilePath
    /// Whether it was there already, so that nothing had to be done.
    package let wasThere: Bool
}

extension Store {
    /// The folder of that key; if it is not there, `make` fills an empty folder that then becomes it.
    ///
    /// Of all callers for one key, in this process and in others, one makes it and the rest wait. When `make` throws,
    /// nothing remains. Errors of `make` come through as they are; a cancelled task gets a `CancellationError`.
    package func entry(
        _ kind: Kind, _ key: String, make: @escaping @Sendable (_ folder: FilePath) async throws -> Void
    ) async throws -> StoredEntry {
        try await entry(kind, key, as: .folder) { place in
            try Disk().makeFolder(place, mode: 0o755)
            try await make(place)
        }
    }

    /// The file of that key; if it is not there, `make` writes one at the path it gets, which then becomes it.
    package func fileEntry(
        _ kind: Kind, _ key: String, make: @escaping @Sendable (_ file: FilePath) async throws -> Void
    ) async throws -> StoredEntry {
        try await entry(kind, key, as: .file, make: make)
    }

    /// Takes an entry away, for example because it was found to be damaged.
    package func remove(_ kind: Kind, _ key: String) throws(RuntimesError) {
        let place = try path(kind, key)
        do throws(DiskError) {
            try Disk().removeTree(place)
        } catch {
            throw RuntimesError(error)
        }
    }

    private func entry(
        _ kind: Kind, _ key: String, as shape: Disk.Kind,
        make: @escaping @Sendable (FilePath) async throws -> Void
    ) async throws -> StoredEntry {
        let place = try path(kind, key)
        if Disk().kind(of: place) == shape { return StoredEntry(path: place, wasThere: true) }
        let name = "\(kind.rawValue)-\(key)"
        return try await work.share(name) {
            try await makeEntry(name, place, shape, make)
        }
    }

    private func makeEntry(
        _ name: String, _ place: FilePath, _ shape: Disk.Kind, _ make: @Sendable (FilePath) async throws -> Void
    ) async throws -> StoredEntry {
        guard let lock = try await FileLock.acquire(lockPath(name)) else { throw CancellationError() }
        defer { withExtendedLifetime(lock) {} }
        if Disk().kind(of: place) == shape { return StoredEntry(path: place, wasThere: true) }
        let temporary = temporaryPath(name)
        do {
            // A maker that died may have left something; the lock says that it is gone.
            try Disk().removeTree(temporary)
            try await make(temporary)
            try Task.checkCancellation()
            try await Durability.flush(temporary)
            try Disk().rename(temporary, to: place)
        } catch {
            try? Disk().removeTree(temporary)
            throw error
        }
        return StoredEntry(path: place, wasThere: false)
    }
}
