// The program itself: a session of its own, signals as they are by default, and no more rights than it needs.
#include "keeper.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/// Written by the child, whose memory is ours until it has become the program.
static volatile struct {
    const char *step;
    int number;
} failure;

/// What root keeps inside a sandbox: changing owners, modes and users, and what lets it read all files; nothing by which
/// the sandbox could be changed. The numbers are those of linux/capability.h.
static bool is_kept(int capability) { return capability <= 7 || capability == 10; }

static void give_up_rights(void) {
    for (int capability = 0; capability < 64; capability++)
        if (!is_kept(capability) && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno == EINVAL) break;
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

/// Returns only if it fails.
static void become(const struct options *options) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    // Should we be killed, it must not run on alone.
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    setsid();
    failure.step = "terminal";
    if (options->terminal && ioctl(0, TIOCSCTTY, 0) != 0) return;
    umask(options->umask);
    failure.step = "folder";
    if (chdir(options->folder) != 0) return;
    if (options->sandbox) give_up_rights();
    failure.step = "sandbox:files";
    if (options->rules && has_file_rules() && !restrict_files(options)) return;
    failure.step = "sandbox:network";
    if (options->rules && !options->network && has_network_rules() && !restrict_network()) return;
    failure.step = "program";
    execve(options->program[0], options->program, environ);
}

static int run_child(void *options) {
    become(options);
    failure.number = errno ? errno : EINVAL;
    _exit(127);
}

pid_t start_program(const struct options *options, const char **step, int *number) {
    static char stack[1 << 16] __attribute__((aligned(16)));
    failure.number = 0;
    // As vfork, but files that the child opens are ours as well, until it has become the program.
    int flags = CLONE_VM | CLONE_VFORK | CLONE_FILES | SIGCHLD;
    pid_t pid = clone(run_child, stack + sizeof stack, flags, (void *)options);
    *step = pid < 0 ? "fork" : failure.step;
    *number = pid < 0 ? errno : failure.number;
    if (pid > 0 && failure.number) {
        while (waitpid(pid, 0, 0) < 0 && errno == EINTR) continue;
        return -1;
    }
    return pid;
}
