import Testing

@testable import BEAM

struct ApplicationFileTests {
    @Test func namesTheApplicationsItCannotDoWithout() throws {
        let file = try ApplicationFile(
            """
            {application,shop,[{vsn,"1.2.3"},{applications,[kernel,stdlib,crypto,dialyxir]},
                {optional_applications,[dialyxir]},{included_applications,[cart]}]}.
            """)
        #expect(file.name == "shop")
        #expect(file.version == "1.2.3")
        #expect(file.applications == ["kernel", "stdlib", "crypto", "cart"])
    }

    @Test(arguments: ["", "[].", "{application,1,[]}.", "{app,a,[]}."])
    func refusesOtherTexts(_ text: String) {
        #expect(throws: TermError.self) { try ApplicationFile(text) }
    }
}
