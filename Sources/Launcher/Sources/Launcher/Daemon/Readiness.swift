import CLinux

/// The wait until a started service says that it is ready.
struct Readiness {
    let instance: Instance
    /// Where its part of the log begins.
    let logBegin: Int

    func wait(_ seconds: Int) {
        let end = sys_now() + seconds * 1000
        while access(instance.readyFile.z, F_OK) != 0 {
            guard let process = instance.holder() else {
                instance.waitForLog()
                // It may have been ready and ended between two looks.
                if access(instance.readyFile.z, F_OK) == 0 { return }
                fail("ended before it was ready")
            }
            if sys_now() > end {
                _ = instance.end(process, within: 10)
                fail("was not ready within " + Text(seconds) + " s, and has been ended")
            }
            usleep(5_000)
        }
    }

    private func fail(_ what: Text) -> Never {
        let tail = LogReader(instance.log).tail(from: logBegin)
        let place = instance.name + " " + what + "; its log is " + instance.log
        Ending.late.tell(tail.isEmpty ? place : place + ", and ends with:\n" + tail)
    }
}
