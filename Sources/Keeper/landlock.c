// Rules about files for machines that bar namespaces: nothing can be written outside the folders named, nor read in the
// hidden ones (landlock(7), Linux 5.13). Hidden folders can still be seen to exist, and private ones are shared.
#include "keeper.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CREATE_RULESET 444
#define ADD_RULE 445
#define RESTRICT_SELF 446
#define ASK_VERSION 1
#define RULE_PATH_BENEATH 1

// The kernel's linux/landlock.h: rights that a ruleset takes away and rules give back.
#define WRITE_FILE (1ULL << 1)
#define READ_FILE (1ULL << 2)
#define READ_FOLDER (1ULL << 3)
#define REMOVE_AND_MAKE (0x1FFULL << 4)
#define REFER (1ULL << 13)
#define TRUNCATE (1ULL << 14)
#define READ (READ_FILE | READ_FOLDER)

struct path_rule {
    uint64_t rights;
    int32_t parent;
} __attribute__((packed));

static uint64_t rights_to_write(void) {
    long version = syscall(CREATE_RULESET, 0, 0, ASK_VERSION);
    return WRITE_FILE | REMOVE_AND_MAKE | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0);
}

bool has_file_rules(void) { return syscall(CREATE_RULESET, 0, 0, ASK_VERSION) > 0; }

/// What is not there needs no rule.
static void allow(int ruleset, const char *path, uint64_t rights) {
    struct stat status;
    struct path_rule rule = {rights, open(path, O_PATH | O_CLOEXEC)};
    if (rule.parent < 0) return;
    if (fstat(rule.parent, &status) == 0 && !S_ISDIR(status.st_mode)) rule.rights &= WRITE_FILE | READ_FILE | TRUNCATE;
    if (rule.rights) syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent);
}

/// Allows reading of all that stands in the folder but what leads to a hidden one. Links are followed by the kernel first,
/// so that one to a hidden folder would give it away.
static void allow_besides(int ruleset, const char *folder, const struct options *options) {
    DIR *entries = opendir(folder);
    if (!entries) return;
    for (struct dirent *entry; (entry = readdir(entries));) {
        char path[PATH_MAX];
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..") || entry->d_type == DT_LNK) continue;
        int length = snprintf(path, sizeof path, "%s/%s", strcmp(folder, "/") ? folder : "", entry->d_name);
        if (length >= (int)sizeof path) continue;
        bool is_hidden = false, leads_to_hidden = false;
        for (int index = 0; index < options->place_count; index++) {
            const struct place *place = &options->places[index];
            if (place->kind != PLACE_HIDDEN || strncmp(place->path, path, (size_t)length)) continue;
            if (!place->path[length]) is_hidden = true;
            if (place->path[length] == '/') leads_to_hidden = true;
        }
        if (is_hidden) continue;
        if (leads_to_hidden) allow_besides(ruleset, path, options);
        else allow(ruleset, path, READ);
    }
    closedir(entries);
}

bool restrict_files(const struct options *options) {
    bool hides = false;
    for (int index = 0; index < options->place_count; index++) hides |= options->places[index].kind == PLACE_HIDDEN;
    uint64_t write = rights_to_write(), handled = write | (hides ? READ : 0);
    int ruleset = (int)syscall(CREATE_RULESET, &handled, sizeof handled, 0);
    if (ruleset < 0) return false;
    uint64_t all = handled, read = handled & READ;
    if (hides) allow_besides(ruleset, "/", options);
    allow(ruleset, "/dev", all);
    allow(ruleset, "/proc", all);
    for (int index = 0; index < options->place_count; index++) {
        const struct place *place = &options->places[index];
        if (place->kind == PLACE_WRITABLE || place->kind == PLACE_PRIVATE) allow(ruleset, place->path, all);
        else if (place->kind == PLACE_READABLE && read) allow(ruleset, place->path, read);
    }
    bool is_done = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(RESTRICT_SELF, ruleset, 0) == 0;
    int number = errno;
    close(ruleset);
    errno = number;
    return is_done;
}
