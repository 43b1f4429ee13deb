// The keeper: a small static program that stands between the tool and each program that the tool runs. It starts the
// program, is the parent of every process that comes from it, and ends all of them when it is told to, when time is up, or
// when the tool is gone. Started as
//
//     keeper OPTION... -- PROGRAM ARGUMENT...
//
// with the program's environment, its standard files as 0, 1 and 2, and a SOCK_SEQPACKET socket as 3. What it tells on that
// socket stands in report.c, what it can be told in orders.c. The other end's closing means that the tool has died.
#pragma once
#define _GNU_SOURCE
#include <stdbool.h>
#include <sys/types.h>

/// The descriptor of the control socket.
#define CONTROL 3
/// More folders than any sandbox needs.
#define MOST_PLACES 256

/// What a path is made to be inside a sandbox.
enum place_kind {
    /// An empty folder in memory that can be written.
    PLACE_PRIVATE,
    /// An empty folder that cannot be written.
    PLACE_HIDDEN,
    /// What stands there outside, not to be written; needed only below a private or hidden folder.
    PLACE_READABLE,
    /// What stands there outside, to be written.
    PLACE_WRITABLE,
};

struct place {
    const char *path;
    enum place_kind kind;
    /// A detached mount of what stands there outside, or -1.
    int tree;
    /// Whether an empty folder is mounted there.
    bool is_covered;
};

struct options {
    const char *folder;
    mode_t umask;
    /// Milliseconds; 0 for no limit.
    long timeout;
    /// Milliseconds between SIGTERM and SIGKILL.
    long grace;
    /// Milliseconds that the processes left behind have for ending by themselves.
    long linger;
    /// Bytes that each output may grow to, roughly; 0 for no limit.
    long output_limit;
    /// Whether what the program leaves behind is a service, which runs on.
    bool service;
    /// Whether descriptor 0 is to be the program's controlling terminal.
    bool terminal;
    /// Whether to try out the sandbox only, without a program.
    bool probe;
    /// Whether to use namespaces.
    bool sandbox;
    /// Whether to use the kernel's rules for processes instead, where namespaces are barred.
    bool rules;
    /// Whether the sandbox sees the processes outside, where the system bars a /proc of its own.
    bool share_processes;
    /// Whether the sandbox has the network.
    bool network;
    /// How binfmt_misc is told of an emulator for programs of another processor; null for none.
    const char *emulator;
    struct place places[MOST_PLACES];
    int place_count;
    /// The program's path and arguments, ended by a null.
    char **program;
};

// options.c
/// Fills in the options; false if they cannot be understood.
bool read_options(struct options *options, char **arguments);

// report.c
void report(const char *format, ...) __attribute__((format(printf, 1, 2)));
/// Sends what was reported since the last time; false if the tool is gone.
bool send_report(void);
/// Tells that the program cannot be started, because `step` failed with `number`, and exits.
_Noreturn void fail(const char *step, int number);

// sandbox.c
/// Goes on inside new namespaces; the process outside waits for the end of the one inside.
/// Returns whether there is a user namespace among them.
bool enter_sandbox(const struct options *options);

// emulator.c
/// Has the kernel start programs of another processor through an emulator, in this user namespace alone (Linux 6.7).
void register_emulator(const struct options *options, bool has_users);

// mounts.c
/// Nothing that is mounted from now on reaches the machine.
void detach_mounts(void);
/// Gives the mount namespace its own view of the files.
void arrange_files(struct options *options);

// network.c
void raise_loopback(void);
/// Hands a TCP socket of this network namespace to the tool.
void hand_socket(void);

// landlock.c
bool has_file_rules(void);
/// Keeps this process and all that come from it to the files they may read and write.
bool restrict_files(const struct options *options);

// seccomp.c
/// Where requests to reach an address come in; -1 for none.
extern int network_requests;
bool has_network_rules(void);
/// Has us decide about every address that this process, or one that comes from it, wants to reach.
bool restrict_network(void);
void answer_network_request(short events);

// program.c
/// Starts the program; its number, or -1 if that cannot be, with the step that failed.
pid_t start_program(const struct options *options, const char **step, int *number);

// family.c
struct member {
    pid_t pid;
    pid_t parent;
    bool is_zombie;
};
/// Finds all living descendants, in the order of their numbers; the list stays valid until the next call.
int find_family(const struct member **members);
/// Reports a process as `WORD PID COMMAND LINE`.
void report_process(const char *word, pid_t pid);

// ending.c
/// Sends a signal to each descendant, the program first.
void signal_family(pid_t first, int signal);
/// Sends SIGTERM to each descendant that has not had it, the program first.
void ask_family_to_end(pid_t first);

// keeping.c
/// Starts the program, and keeps it and what comes from it until none is left.
_Noreturn void keep(const struct options *options);

/// Milliseconds of a clock that never turns back.
long milliseconds(void);
