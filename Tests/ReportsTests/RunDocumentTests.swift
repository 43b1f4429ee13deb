import Matrix
import Testing

@testable import Reports

@Suite struct RunDocumentTests {
    @Test("A record survives being written and read")
    func roundTrip() throws {
        for events in [try Samples.green(), try Samples.red(), try Samples.mixed(), try Samples.interrupted()] {
            let record = try Samples.record(events)
            #expect(try RunDocument(reading: RunDocument(record).json()).record == record)
        }
    }

    @Test("The document tells its form, counts, verdict and times of day")
    func contents() throws {
        let json = String(decoding: try RunDocument(Samples.record(Samples.red())).json(), as: UTF8.self)
        #expect(json.contains("\"format\" : 1"))
        #expect(json.contains("\"verdict\" : \"red\""))
        #expect(json.contains("\"startedAt\" : \"2026-01-01T00:00:00.500Z\""))
        #expect(json.contains("\"finishedAt\" : \"2026-01-01T00:00:42.625Z\""))
        #expect(json.contains("\"outcome\" : \"allowed-to-fail\""))
        #expect(json.contains("\"otpRequest\" : \"27\""))
        #expect(json.hasSuffix("}\n"))
    }

    @Test("The same record gives the same bytes")
    func stable() throws {
        let record = try Samples.record(Samples.red())
        #expect(try RunDocument(record).json() == RunDocument(record).json())
    }

    @Test("A document of another form, or none at all, is an error with a code and a hint")
    func errors() throws {
        let json = String(decoding: try RunDocument(Samples.record(Samples.green())).json(), as: UTF8.self)
        let other = json.replacing("\"format\" : 1", with: "\"format\" : 9")
        for text in [other, "", "[]", "{\"format\":1}"] {
            let error = #expect(throws: ReportError.self) { try RunDocument(reading: Array(text.utf8)) }
            #expect(error?.code == "report.decoding")
            #expect(error?.message.isEmpty == false)
            #expect(error?.hint.isEmpty == false)
        }
    }

    @Test("Numbers that JSON cannot hold do not stop the report")
    func nasty() throws {
        let record = try RunDocument(reading: RunDocument(Samples.nasty()).json()).record
        #expect(record.started == 0)
        #expect(record.cells[0].outcome == (try Samples.nasty()).cells[0].outcome)
    }
}
