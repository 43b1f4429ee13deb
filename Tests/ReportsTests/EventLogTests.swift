import Matrix
import Testing

@testable import Reports

@Suite struct EventLogTests {
    private func bytes(_ events: [Event]) throws -> [UInt8] { try events.flatMap { try EventLog.line($0) } }

    private func text(_ event: Event) throws -> String { String(decoding: try EventLog.line(event), as: UTF8.self) }

    @Test("An event is one line with sorted keys")
    func line() throws {
        let id = CellID("test_cli/cli/otp-27.3.4.1/any_linux_x86_64")
        let action = ActionRecord(key: "9f2c", stage: .compile, cells: [id], seconds: 1.2344999, cached: false)
        #expect(
            try text(Event(time: Samples.start, kind: .actionFinished(action)))
                == """
                {"cached":false,"cells":["test_cli/cli/otp-27.3.4.1/any_linux_x86_64"],"event":"action-finished",\
                "key":"9f2c","seconds":1.234,"stage":"compile","time":1767225600.5}

                """)
        #expect(
            try text(Event(time: 1, kind: .cellFinished(id, .passed)))
                == """
                {"cell":"test_cli/cli/otp-27.3.4.1/any_linux_x86_64","event":"cell-finished","outcome":"passed","time":1}

                """)
        #expect(
            try text(Event(time: 1, kind: .cellFinished(id, .allowedToFail(Samples.leftovers, reason: "preview"))))
                == """
                {"cell":"test_cli/cli/otp-27.3.4.1/any_linux_x86_64","event":"cell-finished",\
                "failure":{"code":"smoke.left-behind","hint":"","isInfrastructure":false,"log":[],\
                "message":"2 processes were left behind: epmd, inet_gethost","stage":"smoke"},\
                "outcome":"allowed-to-fail","reason":"preview","time":1}

                """)
        #expect(
            try text(Event(time: 2, kind: .runFinished(signal: 15)))
                == "{\"event\":\"run-finished\",\"signal\":15,\"time\":2}\n")
        #expect(
            try text(Event(time: 2, kind: .runFinished(signal: nil))) == "{\"event\":\"run-finished\",\"time\":2}\n")
    }

    @Test("What was written is read back, event by event", arguments: ["green", "red", "mixed", "interrupted"])
    func roundTrip(name: String) throws {
        let events =
            switch name {
            case "green": try Samples.green()
            case "red": try Samples.red()
            case "mixed": try Samples.mixed()
            default: try Samples.interrupted()
            }
        let log = EventLog(reading: try bytes(events))
        #expect(log.events == events)
        #expect(log.garbage == 0)
        #expect(!log.isCut)
        #expect(log.record == RunRecord(events: events))
    }

    @Test("A log cut at any byte gives the events before the cut")
    func cut() throws {
        let events = Array(try Samples.red().prefix(12))
        let whole = try bytes(events)
        for length in stride(from: 0, to: whole.count, by: 7) {
            let head = Array(whole.prefix(length))
            let log = EventLog(reading: head)
            let complete = head.filter { $0 == UInt8(ascii: "\n") }.count
            #expect(log.garbage == 0)
            // A cut in front of the newline leaves a whole event.
            #expect(log.events.count == complete || log.events.count == complete + 1)
            #expect(log.events == Array(events.prefix(log.events.count)))
        }
    }

    @Test("Lines that are no events are counted and passed over")
    func garbage() throws {
        let events = try Samples.green()
        var lines = try events.map { try EventLog.line($0) }
        lines.insert(Array("not JSON\n".utf8), at: 1)
        lines.insert(Array("{\"event\":\"from-the-future\",\"time\":1}\n".utf8), at: 3)
        lines.insert([0xFF, 0xFE, 0x0A], at: 5)
        lines.insert(Array(" \r\n\n".utf8), at: 7)
        let log = EventLog(reading: lines.flatMap { $0 } + Array("{\"event\":\"run-fin".utf8))
        #expect(log.events == events)
        #expect(log.garbage == 3)
        #expect(log.isCut)
    }

    @Test("Deeply nested and huge values harm nobody")
    func hostile() {
        let deep = String(repeating: "[", count: 100_000) + "\n"
        let huge =
            "{\"event\":\"run-finished\",\"time\":1e400}\n{\"event\":\"run-finished\",\"signal\":1e40,\"time\":1}\n"
        let log = EventLog(reading: Array((deep + huge).utf8))
        #expect(log.record == nil)
        #expect(log.garbage == 3)
    }

    @Test("Texts that would break a line or JSON stay whole")
    func nasty() throws {
        let record = try Samples.nasty()
        let cell = record.cells[0]
        let event = Event(time: .nan, kind: .cellFinished(cell.cell.id, cell.outcome))
        let line = try EventLog.line(event)
        #expect(line.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        #expect(EventLog(reading: line).events.first?.kind == event.kind)
    }
}
