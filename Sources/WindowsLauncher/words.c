#include "words.h"

#include "command_line.h"
#include "console.h"
#include "extraction.h"
#include "installation.h"
#include "path.h"
#include "text.h"

/// The manifest, less what only machines read.
static void info(const struct manifest *manifest) {
    static const char *const keys[] = {"app", "version", "mode", "otp", "elixir", "target", "cell", "id"};
    for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
        const char *value = manifest_value(manifest, keys[index]);
        if (value && *value) print(STDOUT_NUMBER, text_join(keys[index], ": ", value, "\n", NULL));
    }
}

static bool where(const struct artifact *artifact, struct problem *problem) {
    struct installation installation;
    if (!installation_find(&installation, artifact)) {
        return problem_is(problem, STATUS_NO_PLACE, "it is not unpacked anywhere yet; the first run does that");
    }
    print(STDOUT_NUMBER, text_join(text_narrow(path_short(installation.root)), "\n", NULL));
    return true;
}

static bool verify(const struct artifact *artifact, struct problem *problem) {
    if (!artifact_check_launcher(artifact, problem) || !extract(artifact, TAR_LOOK, NULL, problem)) return false;
    print(STDOUT_NUMBER, "whole\n");
    return true;
}

static bool extract_to(const struct artifact *artifact, const wide *folder, struct problem *problem) {
    const wide *path = folder && *folder ? path_long(folder) : NULL;
    if (!path) return problem_is(problem, STATUS_USAGE, "bmx:extract wants a folder that is not there yet");
    if (!artifact_check_launcher(artifact, problem)) return false;
    // In the end a failure leaves nothing, so nothing may have been there before.
    if (!CreateDirectoryW(path, NULL)) return problem_last(problem, "cannot create ", text_narrow(folder));
    if (extract(artifact, TAR_UNPACK, path, problem)) return true;
    path_remove(path);
    return false;
}

bool words_run(const struct artifact *artifact, const wide *arguments, struct problem *problem) {
    const wide *rest = arguments, *first = command_line_next(&rest);
    const char *word = first ? text_narrow(first) : "";
    if (!text_begins(word, "bmx:")) return true;
    const wide *argument = command_line_next(&rest);
    bool takes_argument = text_is(word, "bmx:extract");
    if ((argument && !takes_argument) || command_line_next(&rest)) {
        return problem_is(problem, STATUS_USAGE, text_join(word, " takes ", takes_argument ? "one argument" : "no arguments", NULL));
    }
    bool is_done = true;
    if (text_is(word, "bmx:info")) info(&artifact->manifest);
    else if (text_is(word, "bmx:where")) is_done = where(artifact, problem);
    else if (text_is(word, "bmx:verify")) is_done = verify(artifact, problem);
    else if (takes_argument) is_done = extract_to(artifact, argument, problem);
    else {
        return problem_is(
            problem, STATUS_USAGE,
            text_join(word, " is not known on Windows; there are bmx:info, bmx:where, bmx:verify and bmx:extract DIR", NULL));
    }
    if (is_done) ExitProcess(0);
    return false;
}
