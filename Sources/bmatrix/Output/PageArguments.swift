import ArgumentParser
import Reports

/// A report on standard output, as text or as JSON.
struct PageArguments: ParsableArguments {
    @Flag(help: "JSON instead of text; it leaves nothing out.")
    var json = false

    func show(_ document: () throws(ReportError) -> [UInt8], _ lines: (Style) -> [String]) throws {
        let terminal = Terminal.standardOutput
        guard json else {
            for line in lines(terminal.style) { terminal.write(line) }
            return
        }
        do throws(ReportError) { terminal.put(try document()) } catch { throw Fault(error) }
    }
}
