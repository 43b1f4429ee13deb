/// The way of what was written to the disk.
package enum Writeback {
    /// SYNC_FILE_RANGE_WRITE of sync_file_range(2).
    private static let write: UInt32 = 2

    /// Has the disk begin with what was written to an open file, and does not wait: there is less to wait for in the end.
    /// Where that cannot be asked for, or fails, it shows in the end, too.
    package static func begin(_ file: Int32) { _ = CLibrary.sync_file_range?(file, 0, 0, write) }
}
