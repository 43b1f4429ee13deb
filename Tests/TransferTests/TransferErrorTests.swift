import SystemPackage
import Testing

@testable import Transfer

@Suite struct TransferErrorTests {
    @Test(
        "secrets stay out of messages",
        arguments: [
            ("https://user:secret@host/path", "https://host/path"), ("http://host/a@b", "http://host/a@b"),
            ("http://user@host", "http://host"), ("nonsense", "nonsense"),
            ("https://host/p?key=secret", "https://host/p?…"),
        ])
    func credentials(url: String, shown: String) {
        #expect(TransferError(.dns, url: url, detail: "x").url == shown)
    }

    @Test("every kind has a code and a hint", arguments: TransferError.Reason.allCases)
    func texts(reason: TransferError.Reason) {
        let error = TransferError(reason, url: "http://host/x", detail: "what happened")
        #expect(error.code.hasPrefix("transfer."))
        #expect(!error.hint.isEmpty)
        #expect(error.message == "cannot fetch http://host/x: what happened")
    }

    @Test(
        "what the disk says",
        arguments: [(Errno.noSpace, "disk-full"), (.diskQuotaExceeded, "disk-full"), (.permissionDenied, "unwritable")])
    func disk(number: Errno, kind: String) {
        #expect(FileSink.failure(number, "http://host/x", "/cache/x").code == "transfer.\(kind)")
    }
}
