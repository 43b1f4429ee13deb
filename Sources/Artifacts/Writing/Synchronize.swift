#if canImport(Glibc)
    import Glibc
#endif

/// Gives the file its mode whatever the umask and waits until the disk has it; the error number if that fails.
func synchronize(_ file: Int32) -> Int32? {
    fchmod(file, 0o755) == 0 && fsync(file) == 0 ? nil : errno
}
