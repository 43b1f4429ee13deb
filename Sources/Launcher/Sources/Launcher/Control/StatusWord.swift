import CLinux

/// `bmx:status`: whether a service runs. The answer has status 0 if so, else 116.
extension ControlCall {
    func status(_ instance: Instance) -> Never {
        let isJSON = wantsJSON()
        let state = ServiceState(instance)
        var answer = Answer()
        if isJSON { state.json(&answer) } else { state.words(&answer) }
        answer.end(state.isRunning ? 0 : Ending.notRunning.rawValue)
    }
}

/// What can be seen of a service.
private struct ServiceState {
    let instance: Instance
    let isRunning: Bool
    /// The process that runs, or the last one that did and was not ended by `bmx:stop`; 0 if there is none.
    let process: Int
    let isReady: Bool
    let isInForeground: Bool
    /// Its output goes to nowhere, since the process that wrote the log is gone.
    let isMute: Bool
    let since: Text

    init(_ instance: Instance) {
        self.instance = instance
        let holder = instance.holder()
        isRunning = holder != nil
        process = holder ?? instance.lastProcess
        isReady = isRunning && access(instance.readyFile.z, F_OK) == 0
        isInForeground = StartRecord(instance).isForeground
        var status = stat()
        let isDevice = stat(instance.log.z, &status) == 0 && sys_is_regular(status.st_mode) == 0
        isMute = isRunning && !isInForeground && !isDevice && !Instance.isLocked(instance.log)
        stat(instance.pidFile.z, &status)
        since = Text(sys_time(status.st_mtim.tv_sec))
    }

    func words(_ answer: inout Answer) {
        answer.add(instance.name + (isRunning ? " runs" : " does not run"))
        if process > 0 {
            answer.add(": process " + Text(process) + (isRunning ? " since " : ", started ") + since)
            answer.add(isRunning ? (isReady ? ", ready" : ", not ready yet") : ", has ended without bmx:stop")
        }
        answer.add(isInForeground ? "; in the foreground" : "; log " + instance.log)
        if isMute { answer.add("; the process that wrote the log is gone, and output is lost until bmx:restart") }
        answer.add("\n")
    }

    func json(_ answer: inout Answer) {
        answer.add("{\"instance\":")
        answer.add(quoted: instance.name)
        truth("running", isRunning, &answer)
        truth("ready", isReady, &answer)
        truth("foreground", isInForeground, &answer)
        truth("mute", isMute, &answer)
        if process > 0 {
            answer.add(",\"pid\":" + Text(process) + ",\"since\":")
            answer.add(quoted: since)
        }
        answer.add(",\"log\":")
        answer.add(quoted: instance.log)
        answer.add("}\n")
    }

    @inline(never)
    private func truth(_ key: Text, _ value: Bool, _ answer: inout Answer) {
        answer.add(",\"" + key + (value ? "\":true" : "\":false"))
    }
}
