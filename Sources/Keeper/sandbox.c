// The way into new user, mount, IPC, PID and network namespaces.
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_file(pid_t pid, const char *name, const char *text) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return false;
    bool is_written = write(file, text, strlen(text)) == (ssize_t)strlen(text);
    int number = errno;
    close(file);
    errno = number;
    return is_written;
}

/// Every number that exists here, mapped to itself; only root may do so.
static bool map_all(pid_t pid, const char *name) {
    char path[64], text[4096];
    size_t filled = 0;
    snprintf(path, sizeof path, "/proc/self/%s", name);
    FILE *own = fopen(path, "re");
    if (!own) return false;
    unsigned inside, outside, count;
    while (filled < sizeof text - 64 && fscanf(own, "%u %u %u", &inside, &outside, &count) == 3)
        filled += (size_t)snprintf(text + filled, sizeof text - filled, "%u %u %u\n", inside, inside, count);
    fclose(own);
    return write_file(pid, name, text);
}

static bool map_one(pid_t pid, const char *name, unsigned number) {
    char text[64];
    snprintf(text, sizeof text, "%u %u 1\n", number, number);
    return write_file(pid, name, text);
}

/// Users and groups have the same numbers inside as outside, as far as we may grant it.
static bool map_users(pid_t pid) {
    bool is_root = geteuid() == 0;
    if (!(is_root && map_all(pid, "uid_map")) && !map_one(pid, "uid_map", geteuid())) return false;
    if (is_root && map_all(pid, "gid_map")) return true;
    return write_file(pid, "setgroups", "deny") && map_one(pid, "gid_map", getegid());
}

/// As fork, into new namespaces. Root can do without a user namespace where those are barred.
static pid_t split(const struct options *options, bool *has_users) {
    unsigned long flags = CLONE_NEWNS | CLONE_NEWIPC | SIGCHLD;
    if (!options->share_processes) flags |= CLONE_NEWPID;
    if (!options->network) flags |= CLONE_NEWNET;
    *has_users = true;
    pid_t pid = (pid_t)syscall(SYS_clone, flags | CLONE_NEWUSER, 0, 0, 0, 0);
    if (pid >= 0 || geteuid() != 0) return pid;
    *has_users = false;
    return (pid_t)syscall(SYS_clone, flags, 0, 0, 0, 0);
}

/// The process outside does nothing but wait, so that the tool has somebody to wait for.
static _Noreturn void stand_by(pid_t inside) {
    for (int file = 0; file < CONTROL; file++) close(file);
    while (waitpid(inside, 0, 0) < 0 && errno == EINTR) continue;
    _exit(0);
}

bool enter_sandbox(const struct options *options) {
    int gate[2];
    if (pipe2(gate, O_CLOEXEC) != 0) fail("sandbox:pipe", errno);
    bool has_users;
    pid_t inside = split(options, &has_users);
    if (inside < 0) fail("sandbox:namespaces", errno);
    if (inside > 0) {
        if (has_users && !map_users(inside)) fail("sandbox:users", errno);
        if (write(gate[1], "", 1) != 1) fail("sandbox:gate", errno);
        close(gate[0]), close(gate[1]);
        stand_by(inside);
    }
    close(gate[1]);
    // Until the users are mapped nothing else can be done; the end of the file means that they could not be.
    char token;
    if (read(gate[0], &token, 1) != 1) _exit(1);
    close(gate[0]);
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    return has_users;
}
