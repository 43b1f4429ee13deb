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
        try await entry(kind, key, as: .folder, make: make)
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
            if let old = try setAside(place) { try Disk().removeTree(old) }
        } catch {
            throw RuntimesError(error)
        }
    }

    /// Moves an entry out of its place in one step, if `condition` still holds then; returns where to.
    func setAside(
        _ place: FilePath, if condition: () -> Bool = { true }
    ) throws(DiskError) -> FilePath? {
        let old = temporaryPath("removed-\(UInt64.random(in: 0 ... .max))")
        return try gate.removing { () throws(DiskError) in
            guard condition(), Disk().kind(of: place) != nil else { return nil }
            seen.remove(place)
            try Disk().rename(place, to: old)
            for suffix in [EntryRecord.suffix, EntryAbout.suffix] { try Disk().removeFile(companion(place, suffix)) }
            return old
        }
    }

    private func entry(
        _ kind: Kind, _ key: String, as shape: Disk.Kind,
        make: @escaping @Sendable (FilePath) async throws -> Void
    ) async throws -> StoredEntry {
        if let there = try find(kind, key, as: shape) { return StoredEntry(path: there, wasThere: true) }
        let place = try path(kind, key)
        return try await work.share("\(kind.rawValue)-\(key)") {
            try await makeEntry(kind, key, place, shape, make)
        }
    }

    private func makeEntry(
        _ kind: Kind, _ key: String, _ place: FilePath, _ shape: Disk.Kind,
        _ make: @Sendable (FilePath) async throws -> Void
    ) async throws -> StoredEntry {
        let name = "\(kind.rawValue)-\(key)"
        guard let lock = try await FileLock.acquire(lockPath(name)) else { throw CancellationError() }
        defer { lock.removeFile() }
        if let there = try find(kind, key, as: shape) { return StoredEntry(path: there, wasThere: true) }
        try clear(place, kind)
        let temporary = temporaryPath(name)
        // A file is made in a folder of its own, so that what its maker puts beside it meanwhile is guarded, too.
        let result = shape == .file ? temporary.appending("file") : temporary
        do {
            // A maker that died may have left something; the lock says that it is gone.
            try Disk().removeTree(temporary)
            try Disk().makeFolder(temporary)
            try await make(result)
            try Task.checkCancellation()
            try await finish(result, kind, place)
            try Disk().removeTree(temporary)
        } catch {
            try? Disk().removeTree(temporary)
            throw error
        }
        return StoredEntry(path: place, wasThere: false)
    }

    /// Takes away what stands in the place of an entry that is to be made: it was found to be damaged.
    private func clear(_ place: FilePath, _ kind: Kind) throws {
        guard Disk().kind(of: place) != nil else { return }
        let flaw = flaw(of: place) ?? "it is of another kind"
        notify("\(name(of: place, kind)) in the cache is damaged (\(flaw)); it is made again")
        if let old = try setAside(place) { try Disk().removeTree(old) }
    }

    /// Puts what was made into its place, with the record of its files.
    private func finish(_ result: FilePath, _ kind: Kind, _ place: FilePath) async throws {
        let record =
            kind.isRecorded ? try await Blocking.run { Result { try EntryRecord(of: result) } }.get() : nil
        try await Durability.flush(result)
        // What a writer without a record of its own has left must not be taken for this entry's.
        try record?.write(to: companion(place, EntryRecord.suffix))
        try gate.using { () throws(DiskError) in try Disk().rename(result, to: place) }
        seen.insert(place)
    }
}
