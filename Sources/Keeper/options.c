#include "keeper.h"

#include <stdlib.h>
#include <string.h>

static bool read_number(const char *text, int base, long *number) {
    char *end;
    *number = strtol(text, &end, base);
    return *text && !*end && *number >= 0;
}

static bool add_place(struct options *options, const char *path, enum place_kind kind) {
    if (options->place_count == MOST_PLACES || path[0] != '/') return false;
    options->places[options->place_count++] = (struct place){.path = path, .kind = kind, .tree = -1};
    return true;
}

static bool read_flag(struct options *options, const char *name) {
    if (!strcmp(name, "--service")) return options->service = true;
    if (!strcmp(name, "--terminal")) return options->terminal = true;
    if (!strcmp(name, "--sandbox")) return options->sandbox = true;
    if (!strcmp(name, "--rules")) return options->rules = true;
    if (!strcmp(name, "--share-processes")) return options->share_processes = true;
    if (!strcmp(name, "--probe")) return options->probe = true;
    if (!strcmp(name, "--network")) return options->network = true;
    return false;
}

static bool read_value(struct options *options, const char *name, const char *value) {
    long mask;
    if (!strcmp(name, "--folder")) return (options->folder = value)[0] == '/';
    if (!strcmp(name, "--timeout")) return read_number(value, 10, &options->timeout);
    if (!strcmp(name, "--grace")) return read_number(value, 10, &options->grace);
    if (!strcmp(name, "--linger")) return read_number(value, 10, &options->linger);
    if (!strcmp(name, "--output-limit")) return read_number(value, 10, &options->output_limit);
    if (!strcmp(name, "--emulator")) return *(options->emulator = value) == ':';
    if (!strcmp(name, "--private")) return add_place(options, value, PLACE_PRIVATE);
    if (!strcmp(name, "--hidden")) return add_place(options, value, PLACE_HIDDEN);
    if (!strcmp(name, "--readable")) return add_place(options, value, PLACE_READABLE);
    if (!strcmp(name, "--writable")) return add_place(options, value, PLACE_WRITABLE);
    if (strcmp(name, "--umask") || !read_number(value, 8, &mask) || mask > 0777) return false;
    options->umask = (mode_t)mask;
    return true;
}

bool read_options(struct options *options, char **arguments) {
    options->folder = "/";
    options->umask = 022;
    for (; *arguments && strcmp(*arguments, "--"); arguments++) {
        if (read_flag(options, *arguments)) continue;
        if (!arguments[1] || !read_value(options, arguments[0], arguments[1])) return false;
        arguments++;
    }
    if (!arguments[0] || !arguments[1]) return options->probe;
    options->program = arguments + 1;
    return true;
}
