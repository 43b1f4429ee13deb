#include "launch.h"

#include "cleaning.h"
#include "command_line.h"
#include "memory.h"
#include "path.h"
#include "text.h"

#define LONGEST_COMMAND_LINE 32766

/// What the placeholders of the manifest stand for.
struct values_here {
    const char *root, *self;
};

static char *fill(const char *text, const struct values_here *here) {
    size_t count = 1, root = strlen(here->root), self = strlen(here->self);
    for (const char *next = text; *next; next++) {
        count += text_begins(next, "{root}") ? root : text_begins(next, "{self}") ? self : 1;
    }
    char *filled = allocate(count), *end = filled;
    while (*text) {
        const char *value = text_begins(text, "{root}") ? here->root : text_begins(text, "{self}") ? here->self : NULL;
        if (!value) {
            *end++ = *text++;
            continue;
        }
        memcpy(end, value, strlen(value));
        end += strlen(value);
        text += strlen("{root}");
    }
    return filled;
}

static bool set_variable(const char *name, const char *value, struct problem *problem) {
    const wide *wide_name = text_wide(name), *wide_value = text_wide(value);
    if (wide_name && wide_value && SetEnvironmentVariableW(wide_name, wide_value)) return true;
    return problem_last(problem, "cannot set ", name);
}

static bool set_environment(const struct manifest *manifest, const struct values_here *here, struct problem *problem) {
    for (size_t index = 0; index < manifest->environment.count; index++) {
        const char *assignment = manifest->environment.texts[index], *mark = assignment;
        while (*mark && *mark != '=') mark++;
        if (!*mark) continue;
        const char *name = text_copy(assignment, (size_t)(mark - assignment));
        if (!set_variable(name, fill(mark + 1, here), problem)) return false;
    }
    return set_variable("BMATRIX_ROOT", here->root, problem) && set_variable("BMATRIX_SELF", here->self, problem);
}

static wide *command_line(
    const struct manifest *manifest, const struct values_here *here, const wide *program, const wide *given,
    struct problem *problem) {
    wide *line = command_line_quote(program);
    for (size_t index = 0; index < manifest->arguments.count; index++) {
        const char *argument = manifest->arguments.texts[index];
        const wide *text = text_is(argument, "{args}") ? given : text_wide(fill(argument, here));
        if (!text) {
            problem_damaged(problem, "an argument of its manifest is no UTF-8");
            return NULL;
        }
        if (text == given && !*given) continue;
        line = wide_join(wide_join(line, L" "), text == given ? given : command_line_quote(text));
    }
    if (wide_length(line) <= LONGEST_COMMAND_LINE) return line;
    problem_is(problem, STATUS_REFUSED, "the arguments are longer than Windows allows, 32766 characters in all");
    return NULL;
}

/// The console sends Ctrl-C to the program, too, and what the program does then counts. When the console is closed, Windows ends whoever
/// comes back from here: not before the program.
static int stay(uint32_t event) {
    if (event > 1) Sleep(FOREVER);
    return true;
}

/// Whatever the program leaves behind ends with this process.
static handle new_job(void) {
    handle job = CreateJobObjectW(NULL, NULL);
    struct job_limits limits = {.flags = JOB_KILL_ON_CLOSE};
    if (job) SetInformationJobObject(job, JOB_EXTENDED_LIMITS, &limits, sizeof limits);
    return job;
}

static bool start(const wide *program, wide *line, struct process_info *process) {
    struct startup_info info;
    GetStartupInfoW(&info);
    // Passed on, as are the descriptors that a C library hands over in `extra`.
    info.flags |= STARTUP_HANDLES;
    info.input = GetStdHandle(STDIN_NUMBER);
    info.output = GetStdHandle(STDOUT_NUMBER);
    info.error = GetStdHandle(STDERR_NUMBER);
    info.reserved = NULL;
    return CreateProcessW(program, line, NULL, NULL, true, CREATE_SUSPENDED, NULL, NULL, &info, process);
}

static bool not_started(const wide *program, struct problem *problem) {
    uint32_t error = GetLastError();
    const char *name = text_narrow(program);
    if (error == ERROR_BAD_EXE_FORMAT || error == ERROR_EXE_MACHINE_TYPE_MISMATCH) {
        return problem_is(
            problem, STATUS_REFUSED, text_join("cannot run ", name, ": it is made for another kind of machine", NULL));
    }
    SetLastError(error);
    return problem_last(problem, "cannot run ", name);
}

bool launch(
    const struct artifact *artifact, const struct installation *installation, const wide *arguments,
    struct problem *problem) {
    struct values_here here = {text_narrow(path_short(installation->root)), text_narrow(path_short(artifact->path))};
    wide *program = text_wide(fill(artifact->manifest.program, &here));
    if (!program) return problem_damaged(problem, "the program's name is no UTF-8");
    wide_replace(program, '/', '\\');
    wide *line = command_line(&artifact->manifest, &here, program, arguments, problem);
    if (!line || !set_environment(&artifact->manifest, &here, problem)) return false;
    SetConsoleCtrlHandler(stay, true);
    struct process_info process;
    if (!start(program, line, &process)) return not_started(program, problem);
    // Where this process is in a job that allows no other inside, the program runs all the same.
    handle job = new_job();
    if (job) AssignProcessToJobObject(job, process.process);
    ResumeThread(process.thread);
    if (installation->is_new) cleaning_run(installation, artifact->manifest.app);
    WaitForSingleObject(process.process, FOREVER);
    uint32_t status = STATUS_SYSTEM;
    GetExitCodeProcess(process.process, &status);
    ExitProcess(status);
}
