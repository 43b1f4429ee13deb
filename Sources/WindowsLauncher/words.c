#include "words.h"

#include "cleaning.h"
#include "command_line.h"
#include "console.h"
#include "extraction.h"
#include "info.h"
#include "installation.h"
#include "path.h"
#include "place.h"
#include "text.h"

/// A word with its argument, NULL if there is none.
struct call {
    const struct artifact *artifact;
    const wide *argument;
    struct problem *problem;
};

static bool info(const struct call *call) {
    print(STDOUT_NUMBER, info_text(call->artifact, call->argument != NULL));
    return true;
}

static bool verify(const struct call *call) {
    if (!artifact_check_launcher(call->artifact, call->problem)) return false;
    if (!extract(call->artifact, TAR_LOOK, NULL, call->problem)) return false;
    print(STDOUT_NUMBER, "ok\n");
    return true;
}

static bool where(const struct call *call) {
    struct installation installation;
    if (!installation_find(&installation, call->artifact)) {
        return problem_is(call->problem, STATUS_NO_PLACE, "it is not installed yet; the first run does that");
    }
    print(STDOUT_NUMBER, text_join(text_narrow(path_short(installation.root)), "\n", NULL));
    return true;
}

/// A failure leaves nothing, so nothing may have been in the folder before.
static bool extract_to(const struct call *call) {
    const wide *path = *call->argument ? path_long(call->argument) : NULL;
    if (!path) return problem_is(call->problem, STATUS_USAGE, "use it so: bmx:extract DIR");
    if (!artifact_check_launcher(call->artifact, call->problem)) return false;
    // Only an empty folder can be removed so.
    if (path_is_folder(path) && !RemoveDirectoryW(path)) {
        return problem_is(call->problem, STATUS_USAGE, text_join(text_narrow(call->argument), " is not empty", NULL));
    }
    if (!CreateDirectoryW(path, NULL)) return problem_last(call->problem, "cannot create ", text_narrow(call->argument));
    if (extract(call->artifact, TAR_UNPACK, path, call->problem)) return true;
    path_remove(path);
    return false;
}

/// All versions, this one too; what a program runs from stays.
static bool clean(const struct call *call) {
    struct place list[MOST_PLACES];
    bool is_any = false;
    size_t count = places(list);
    for (size_t place = 0; place < count; place++) {
        struct problem ignored;
        struct installs installs;
        const wide *apps = place_open(&list[place], false, &ignored);
        if (!apps) continue;
        cleaning_list(&installs, apps, call->artifact->manifest.app);
        for (size_t index = 0; index < installs.count; index++, is_any = true) {
            const char *path = text_narrow(path_short(installs.paths[index]));
            print(STDOUT_NUMBER, text_join(cleaning_remove(installs.paths[index]) ? "removed  " : "in use   ", path, "\n", NULL));
        }
    }
    if (!is_any) print(STDOUT_NUMBER, "nothing to remove\n");
    return true;
}

static bool help(const struct call *call);

static const struct {
    const char *name, *argument;
    bool needs_argument;
    const char *meaning;
    bool (*run)(const struct call *);
} words[] = {
    {"bmx:info", "--json", false, "bmx:info [--json]  what this file is", info},
    {"bmx:verify", NULL, false, "bmx:verify         checks every byte of it", verify},
    {"bmx:extract", "DIR", true, "bmx:extract DIR    unpacks the program into a new or empty folder", extract_to},
    {"bmx:where", NULL, false, "bmx:where          where it is installed", where},
    {"bmx:clean", NULL, false, "bmx:clean          removes its installs that are not in use", clean},
    {"bmx:help", NULL, false, "bmx:help           these words", help},
};

static const char *all_words(void) {
    const char *text = "";
    for (size_t index = 0; index < sizeof words / sizeof *words; index++) {
        text = text_join(text, words[index].meaning, "\n", NULL);
    }
    return text;
}

static bool help(const struct call *call) {
    (void)call;
    print(STDOUT_NUMBER, all_words());
    return true;
}

static bool fits(size_t index, const wide *argument, const wide *more) {
    if (more || (words[index].needs_argument && !argument) || (argument && !words[index].argument)) return false;
    return !argument || words[index].needs_argument || text_is(text_narrow(argument), words[index].argument);
}

bool words_run(const struct artifact *artifact, const wide *arguments, struct problem *problem) {
    const wide *rest = arguments, *first = command_line_next(&rest);
    const char *word = first ? text_narrow(first) : "", *control = manifest_value(&artifact->manifest, "control");
    if (!text_begins(word, "bmx:") || (control && text_is(control, "off"))) return true;
    const wide *argument = command_line_next(&rest), *more = command_line_next(&rest);
    for (size_t index = 0; index < sizeof words / sizeof *words; index++) {
        if (!text_is(word, words[index].name)) continue;
        if (!fits(index, argument, more)) {
            return problem_is(problem, STATUS_USAGE, text_join("use it so: ", words[index].meaning, NULL));
        }
        if (words[index].run(&(struct call){artifact, argument, problem})) ExitProcess(0);
        return false;
    }
    return problem_is(
        problem, STATUS_USAGE, text_join("there is no control word ", word, " on Windows; there are:\n", all_words(), NULL));
}
