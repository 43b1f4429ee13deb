import Host
import SystemPackage
import Testing

@testable import Releases

struct PackageSurveyTests {
    private static let lock = """
        %{
          "a": {:hex, :a, "1.0.0", "00", [:mix], [], "hexpm", "\(String(repeating: "a", count: 64))"},
          "b": {:git, "https://git.invalid/b.git", "0123", []},
        }
        """

    @Test(arguments: [
        (#"{<<"licenses">>,[<<"Apache-2.0">>,<<"MIT">>]}."#, ["Apache-2.0", "MIT"]),
        ("{<<\"name\">>,<<\"x\">>}.\n{<<\"licenses\">>,\n [<<\"BSD 3-Clause\"/utf8>>]}.\n", ["BSD 3-Clause"]),
        (#"{<<"licenses">>,[]}."#, []), ("", []), (#"{<<"licenses">>,[<<"cut"#, ["cut"]), (#"{<<"licenses">>,"#, []),
    ])
    func metadataTellsLicences(_ text: String, _ licences: [String]) {
        #expect(HexMetadata(text).licences == licences)
    }

    @Test func whatWasFetchedComesFirst() throws {
        try withTemporaryFolder { folder in
            let (project, fetched) = (folder.appending("project"), folder.appending("fetched"))
            let metadata = "hex_metadata.config"
            try fill(
                project,
                [
                    "mix.exs": "", "mix.lock": Self.lock, "deps/a/\(metadata)": "{<<\"licenses\">>,[<<\"MIT\">>]}.",
                ])
            try fill(fetched, ["a/\(metadata)": "{<<\"licenses\">>,[<<\"ISC\">>]}."])
            let snapshot = try ProjectSnapshot(of: project, disk: Disk())
            let own = PackageSurvey(snapshot, fetched: nil, disk: Disk()).packages()
            #expect(own.map(\.app) == ["a", "b"])
            #expect(own.map(\.licences) == [["MIT"], []])
            #expect(own.map(\.sha256) == [String(repeating: "a", count: 64), nil])
            #expect(own.map(\.repository) == [nil, "https://git.invalid/b.git"])
            let survey = PackageSurvey(snapshot, fetched: fetched, disk: Disk())
            #expect(survey.packages().map(\.licences) == [["ISC"], []])
            try survey.write(to: folder)
            #expect(PackageSurvey.read(from: folder, disk: Disk()) == survey.packages())
            #expect(PackageSurvey.read(from: project, disk: Disk()).isEmpty)
        }
    }
}
