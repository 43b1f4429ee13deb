// What the runner's two parts have of each other.
#define _GNU_SOURCE

extern char **environ;
/// Its arguments, and its own path.
extern const char *emulator, *runner, *program;

/// Ends with a word of its own.
_Noreturn void fail(const char *what, const char *on);

/// What stands for a function of libSystem.
void *function(const char *name);
