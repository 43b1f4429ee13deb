import Foundation
import Testing

@testable import Builds

/// What lies beside an artifact, as far as it is made of values alone; `PipelineTests` and ci/acceptance look at whole ones.
struct SideFilesTests {
    @Test func packageURLsAreEncoded() {
        #expect(PackageURL("hex", "jason", version: "1.4.4").text == "pkg:hex/jason@1.4.4")
        #expect(
            PackageURL("generic", "a b", version: "1+2", qualifiers: [("vcs_url", "git+https://x.invalid/y@z")]).text
                == "pkg:generic/a%20b@1%2B2?vcs_url=git%2Bhttps://x.invalid/y%40z")
        #expect(PackageURL("hex", "x", version: "").text == "pkg:hex/x")
    }

    @Test func packagesOfDebianTellTheirProcessor() {
        let file = "pool/main/z/zlib/zlib1g_1.3+b1_amd64.deb"
        #expect(
            PackageURL(debian: "zlib1g", version: "1:1.3+b1", file: file).text
                == "pkg:deb/debian/zlib1g@1%3A1.3%2Bb1?arch=amd64")
        #expect(
            PackageURL(debian: "zlib1g", version: nil, file: file).text
                == "pkg:deb/debian/zlib1g@1.3%2Bb1?arch=amd64")
    }

    @Test func serialNumbersComeFromTheDigest() {
        let digest = String(repeating: "0123456789abcdef", count: 4)
        #expect(
            BillOfMaterials.serialNumber(of: digest) == "urn:uuid:01234567-89ab-8def-8123-456789abcdef")
        #expect(BillOfMaterials.serialNumber(of: "short").hasPrefix("urn:uuid:0"))
    }

    @Test(arguments: [
        (LicenceChoice(words: "Apache-2.0"), #"{"license":{"id":"Apache-2.0"}}"#),
        (LicenceChoice(words: "Apache 2.0"), #"{"license":{"name":"Apache 2.0"}}"#),
        (LicenceChoice(expression: "MIT OR ISC"), #"{"expression":"MIT OR ISC"}"#),
        (LicenceChoice(expression: "Zlib"), #"{"license":{"id":"Zlib"}}"#),
    ])
    func onlyKnownLicencesAreIdentifiers(_ licence: LicenceChoice, _ json: String) throws {
        #expect(String(decoding: try JSONEncoder().encode(licence), as: UTF8.self) == json)
    }

    @Test func namesTellWhatAFileIsOf() {
        #expect(SideFile.artifact(of: "demo.cdx.json") == "demo")
        #expect(SideFile.artifact(of: "demo.intoto.json") == "demo")
        #expect(SideFile.artifact(of: "demo.json") == nil)
        #expect(SideFile.bill.name(for: "a") == "a.cdx.json")
    }

    @Test func subjectsAreRead() {
        let bill = """
            {"metadata": {"component": {"hashes": [{"content": "ab"}],
             "properties": [{"name": "bmatrix:file", "value": "demo"}]}}}
            """
        let statement = #"{"subject": [{"name": "demo", "digest": {"sha256": "ab"}}]}"#
        for text in [bill, statement] {
            let subject = SideFileSubject(reading: Array(text.utf8))
            #expect(subject?.file == "demo" && subject?.sha256 == "ab", "\(text)")
        }
        for text in ["", "{}", "[]", #"{"subject": []}"#, #"{"metadata": {"component": {"hashes": []}}}"#] {
            #expect(SideFileSubject(reading: Array(text.utf8)) == nil, "\(text)")
        }
    }
}
