#include "keeper.h"

#include <signal.h>
#include <stdlib.h>

/// The processes that have had SIGTERM; a second one might upset those that are ending in order.
static pid_t *asked;
static size_t asked_count, asked_space;

/// Otherwise a shell might end with the status of its child before it is ended itself.
static bool is_there(const struct member *family, int count, pid_t pid) {
    for (int index = 0; index < count; index++)
        if (family[index].pid == pid) return true;
    return false;
}

void signal_family(pid_t first, int signal) {
    const struct member *family;
    int count = find_family(&family);
    if (is_there(family, count, first)) kill(first, signal);
    for (int index = 0; index < count; index++)
        if (family[index].pid != first) kill(family[index].pid, signal);
}

static bool was_asked(pid_t pid) {
    for (size_t index = 0; index < asked_count; index++)
        if (asked[index] == pid) return true;
    if (asked_count == asked_space) {
        size_t larger = asked_space ? asked_space * 2 : 64;
        pid_t *grown = realloc(asked, larger * sizeof *asked);
        if (!grown) return false;
        asked = grown;
        asked_space = larger;
    }
    asked[asked_count++] = pid;
    return false;
}

static void ask(pid_t pid) {
    if (was_asked(pid)) return;
    kill(pid, SIGTERM);
    // A stopped process would not see it.
    kill(pid, SIGCONT);
}

void ask_family_to_end(pid_t first) {
    const struct member *family;
    int count = find_family(&family);
    if (is_there(family, count, first)) ask(first);
    for (int index = 0; index < count; index++) ask(family[index].pid);
}
