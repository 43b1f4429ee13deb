#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

extern char **environ;

/// The program gets copies of the variables, and the originals are wiped: the keeper shall not be taken for one of the
/// processes that it keeps, which are marked by a variable.
static void take_environment(void) {
    for (char **variable = environ; *variable; variable++) {
        char *copy = strdup(*variable);
        if (!copy) fail("memory", 0);
        memset(*variable, 0, strlen(*variable));
        *variable = copy;
    }
}

static void close_what_is_not_ours(void) {
    if (syscall(SYS_close_range, CONTROL + 1, ~0U, 0) == 0) return;
    for (int file = CONTROL + 1; file < 1024; file++) close(file);
}

/// As the kernel has it, since C libraries keep two numbers to themselves; whoever started us may have them ignored.
static void reset_signals(void) {
    struct {
        void *handler;
        unsigned long flags;
        void *restorer;
        unsigned long mask;
    } by_default = {0};
    for (int number = 1; number <= 64; number++) syscall(SYS_rt_sigaction, number, &by_default, 0, 8);
}

int main(int count, char **arguments) {
    static struct options options;
    fcntl(CONTROL, F_SETFD, FD_CLOEXEC);
    close_what_is_not_ours();
    take_environment();
    reset_signals();
    prctl(PR_SET_NAME, "bmatrix-keeper", 0, 0, 0);
    if (count < 2 || !read_options(&options, arguments + 1)) fail("options", 0);
    if (chdir("/") != 0) fail("folder", 0);
    if (options.sandbox) {
        bool has_users = enter_sandbox(&options);
        detach_mounts();
        // Before anything covers the place where the emulator lies.
        if (options.emulator) register_emulator(&options, has_users);
        arrange_files(&options);
        if (!options.network) raise_loopback();
    }
    if (options.emulator && !options.sandbox) report("skipped emulator %d", EPERM);
    if (options.rules && !has_file_rules()) report("skipped read-only");
    if (options.rules && !has_network_rules()) report("skipped offline");
    if (options.probe) {
        report("done");
        send_report();
        return 0;
    }
    // So orphans come to us, not to init.
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    keep(&options);
}
