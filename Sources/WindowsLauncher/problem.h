// Why the program cannot be started. Each kind has an exit status of its own; see docs/exit-codes.md.
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum {
    /// A control word was used wrongly.
    STATUS_USAGE = 110,
    /// The artifact's own bytes are not what was written: no other folder can help.
    STATUS_DAMAGED,
    /// No folder serves to unpack into.
    STATUS_NO_PLACE,
    /// Something is not as it must be.
    STATUS_REFUSED,
    /// A call to the system failed.
    STATUS_SYSTEM,
};

struct problem {
    int status;
    /// What went wrong, in UTF-8.
    const char *text;
};

/// Sets a problem; gives false, for functions that say whether they succeeded.
bool problem_is(struct problem *problem, int status, const char *text);
/// The artifact is damaged.
bool problem_damaged(struct problem *problem, const char *detail);
/// The call that has just failed, and on what.
bool problem_last(struct problem *problem, const char *what, const char *on);

/// What Windows says of an error.
const char *system_message(uint32_t code);

/// Prints it and leaves with its status.
__attribute__((noreturn)) void problem_end(const struct problem *problem);
