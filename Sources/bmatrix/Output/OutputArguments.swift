import ArgumentParser

/// How a run is shown while it lasts.
struct ScreenArguments: ParsableArguments {
    /// What is shown.
    enum Progress: String, ExpressibleByArgument, CaseIterable { case auto, live, plain, none }

    /// What standard output carries.
    enum LogFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(
        help: "live draws on the terminal, plain prints a line for each finished cell, none is silent until the end.")
    var progress = Progress.auto

    @Option(
        help:
            "json: standard output carries the run's events, one to a line, and nothing else; text for people goes to standard error."
    )
    var logFormat = LogFormat.text

    /// Where text for people goes.
    var terminal: Terminal { logFormat == .json ? .standardError : .standardOutput }

    /// What is shown there, and how.
    var screen: RunScreen.Settings { settings(.failed) }

    fileprivate func settings(_ logs: OutputArguments.Logs) -> RunScreen.Settings {
        RunScreen.Settings(
            terminal: terminal, mode: mode, events: logFormat == .json ? .standardOutput : nil, logs: logs,
            service: mode == .plain ? HostFacts.service : nil)
    }

    private var mode: RunScreen.Mode {
        switch progress {
        case .live: .live
        case .plain: .plain
        case .none: .none
        case .auto where logFormat == .json:
            // Drawing would tear events apart that go to the same terminal.
            terminal.isInteractive && !Terminal.standardOutput.isTerminal ? .live : .none
        case .auto: terminal.isInteractive ? .live : .plain
        }
    }
}

/// How a run is shown, and what of its logs.
struct OutputArguments: ParsableArguments {
    /// Which cells' logs are shown.
    enum Logs: String, ExpressibleByArgument, CaseIterable { case failed, all, none }

    @OptionGroup var screenArguments: ScreenArguments

    @Option(
        help: "Which cells' logs are shown: those of failed ones at the end, all as they finish, or none.")
    var output = Logs.failed

    /// Where text for people goes.
    var terminal: Terminal { screenArguments.terminal }

    /// What is shown there, and how.
    var screen: RunScreen.Settings { screenArguments.settings(output) }
}
