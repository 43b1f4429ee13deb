// The life of the program and of what comes from it, as one loop over three things: the end of a child, an order, the clock.
#include "keeper.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// How long SIGKILL may take: longer only for a process that waits for a broken disk.
#define KILLING_TIME 5000
/// How often the growth of the outputs is looked at.
#define OUTPUT_INTERVAL 100
/// How often new processes are looked for while all are being ended.
#define ENDING_INTERVAL 20

static enum { RUNNING, LINGERING, SERVING, ENDING, KILLING } phase;
static const struct options *options;
static pid_t program;
static bool has_ended, is_alone;
static const char *reason = "itself";
/// When the phase is over; 0 for never.
static long deadline;
static int signals;

long milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void enter_phase(int next, long duration) {
    phase = next;
    deadline = milliseconds() + duration;
}

static void begin_ending(const char *why, long grace) {
    if (!has_ended && phase == RUNNING) reason = why;
    if (phase >= ENDING) return;
    enter_phase(ENDING, grace);
    ask_family_to_end(program);
}

static void kill_all(void) {
    // As init of a PID namespace we reach everything at once.
    if (getpid() == 1) kill(-1, SIGKILL);
    signal_family(program, SIGKILL);
}

static void begin_killing(void) {
    if (phase != KILLING) enter_phase(KILLING, KILLING_TIME);
    kill_all();
}

static void report_usage(void) {
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    report("usage %lld %lld %ld", usage.ru_utime.tv_sec * 1000000LL + usage.ru_utime.tv_usec,
           usage.ru_stime.tv_sec * 1000000LL + usage.ru_stime.tv_usec, usage.ru_maxrss);
}

static void report_family(const char *word) {
    const struct member *family;
    int count = find_family(&family);
    for (int index = 0; index < count; index++) report_process(word, family[index].pid);
}

static _Noreturn void finish(void) {
    report_usage();
    report("done");
    send_report();
    exit(0);
}

/// The tool is gone: nobody is left to be told anything.
static _Noreturn void abandon(void) {
    if (getpid() == 1) _exit(0);
    for (long end = milliseconds() + KILLING_TIME; milliseconds() < end; usleep(1000)) {
        kill_all();
        while (waitpid(-1, 0, WNOHANG) > 0) continue;
        if (waitpid(-1, 0, WNOHANG) < 0 && errno == ECHILD) break;
    }
    _exit(0);
}

/// What follows the program's end: nothing, if no process is left.
static void end_of_program(int status) {
    has_ended = true;
    if (WIFSIGNALED(status)) report("ended signalled %d %s", WTERMSIG(status), reason);
    else report("ended exited %d %s", WEXITSTATUS(status), reason);
    if (phase == RUNNING && !options->service) enter_phase(LINGERING, options->linger);
}

static void reap(void) {
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
        if (pid == program && !has_ended) end_of_program(status);
    is_alone = pid < 0 && errno == ECHILD;
}

static void begin_serving(void) {
    phase = SERVING;
    deadline = 0;
    report_family("left");
    report_usage();
    report("serving");
}

static bool has_written_too_much(void) {
    for (int file = 1; file <= 2; file++) {
        struct stat status;
        if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > options->output_limit) return true;
    }
    return false;
}

/// Does what the clock asks for.
static void advance(void) {
    bool is_over = deadline && milliseconds() >= deadline;
    switch (phase) {
    case RUNNING:
        if (has_ended) begin_serving();
        else if (is_over) begin_ending("timeout", options->grace);
        else if (options->output_limit && has_written_too_much()) begin_ending("output", options->grace);
        break;
    case LINGERING:
        if (!is_over) break;
        report_family("left");
        begin_ending("itself", options->grace);
        break;
    case ENDING:
        if (is_over) begin_killing();
        else ask_family_to_end(program);
        break;
    case KILLING:
        if (is_over) {
            report_family("left");
            if (!has_ended) report("ended signalled %d %s", SIGKILL, reason);
            finish();
        }
        kill_all();
        break;
    case SERVING:
        break;
    }
}

static void obey(char *order) {
    int signal, pid;
    long grace;
    if (sscanf(order, "end %ld", &grace) == 1) begin_ending("asked", grace);
    else if (!strcmp(order, "kill")) begin_ending("asked", 0), begin_killing();
    else if (!strcmp(order, "socket")) hand_socket();
    else if (!strcmp(order, "list")) report_family("process"), report("listed");
    else if (sscanf(order, "signal %d %d", &signal, &pid) == 2) {
        const struct member *family;
        int count = find_family(&family);
        for (int index = 0; index < count; index++)
            if (pid == 0 || family[index].pid == pid) kill(family[index].pid, signal);
    }
}

static void take_order(void) {
    char order[256];
    ssize_t count = recv(CONTROL, order, sizeof order - 1, MSG_DONTWAIT);
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) abandon();
    if (count < 0) return;
    order[count] = 0;
    obey(order);
}

static void take_signal(void) {
    struct signalfd_siginfo taken;
    if (read(signals, &taken, sizeof taken) != sizeof taken || taken.ssi_signo == SIGCHLD) return;
    // Inside a PID namespace only those outside have a say; they have no number there.
    if (getpid() == 1 && taken.ssi_pid != 0) return;
    // Somebody wants to end us: a cancelled job's clean-up, say.
    begin_ending("asked", options->grace);
}

static int time_to_wait(void) {
    long limit = phase == ENDING || phase == KILLING ? ENDING_INTERVAL : -1;
    if (phase == RUNNING && options->output_limit) limit = OUTPUT_INTERVAL;
    if (!deadline) return (int)limit;
    long left = deadline - milliseconds();
    if (left < 0) left = 0;
    if (left > 60000) left = 60000;
    return (int)(limit < 0 || left < limit ? left : limit);
}

static void wait_for_something(int time) {
    send_report();
    struct pollfd watched[] = {{CONTROL, POLLIN, 0}, {signals, POLLIN, 0}, {network_requests, POLLIN, 0}};
    if (poll(watched, 3, time) <= 0) return;
    if (watched[2].revents) answer_network_request(watched[2].revents);
    if (watched[1].revents) take_signal();
    if (watched[0].revents) take_order();
}

static void watch_signals(void) {
    sigset_t watched;
    sigemptyset(&watched);
    int numbers[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
    for (size_t index = 0; index < sizeof numbers / sizeof numbers[0]; index++) sigaddset(&watched, numbers[index]);
    sigprocmask(SIG_SETMASK, &watched, 0);
    signals = signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals < 0) fail("signals", errno);
}

/// A file that somebody still has open for writing cannot be started; that passes.
static void start(void) {
    const char *step;
    int number;
    long end = milliseconds() + 5000;
    while ((program = start_program(options, &step, &number)) < 0) {
        if (number != ETXTBSY || milliseconds() >= end) fail(step, number);
        report("busy");
        wait_for_something(10);
    }
    // A terminal is closed for its other side only when nobody has it open.
    for (int file = 0; options->terminal && file < CONTROL; file++) close(file);
    if (options->terminal) report("started");
}

_Noreturn void keep(const struct options *given) {
    options = given;
    watch_signals();
    start();
    if (options->timeout) deadline = milliseconds() + options->timeout;
    for (;;) {
        reap();
        if (is_alone && has_ended && !(options->service && phase <= SERVING)) finish();
        advance();
        wait_for_something(time_to_wait());
    }
}
