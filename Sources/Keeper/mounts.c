// The files as the program sees them: all of the machine's, but nothing to be written outside the folders named, and empty
// folders where something shall be hidden.
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Newer than the headers of some C libraries; the numbers are the same on every architecture (Linux 5.2 and 5.12).
#ifndef SYS_open_tree
#define SYS_open_tree 428
#endif
#ifndef SYS_move_mount
#define SYS_move_mount 429
#endif
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#define CLONE_OF_TREE 1
#define AT_WHOLE_TREE 0x8000
#define MOVE_FROM_DESCRIPTOR 4
#define READ_ONLY 1

struct mount_attributes {
    uint64_t set, clear, propagation, users;
};

static int make_read_only(int folder, const char *path, unsigned flags) {
    struct mount_attributes attributes = {.set = READ_ONLY};
    return (int)syscall(SYS_mount_setattr, folder, path, flags, &attributes, sizeof attributes);
}

static void fail_at(const char *step, const char *path) {
    static char text[PATH_MAX + 64];
    int number = errno;
    snprintf(text, sizeof text, "sandbox:%s:%s", step, path);
    fail(text, number);
}

/// Takes hold of the folders that stay visible, before anything covers them.
static void take_trees(struct options *options) {
    for (int index = 0; index < options->place_count; index++) {
        struct place *place = &options->places[index];
        if (place->kind != PLACE_READABLE && place->kind != PLACE_WRITABLE) continue;
        place->tree =
            (int)syscall(SYS_open_tree, AT_FDCWD, place->path, CLONE_OF_TREE | O_CLOEXEC | AT_WHOLE_TREE);
        if (place->tree < 0) fail_at("take", place->path);
        if (place->kind == PLACE_READABLE && make_read_only(place->tree, "", AT_EMPTY_PATH | AT_WHOLE_TREE) != 0 &&
            errno != ENOSYS)
            fail_at("protect", place->path);
    }
}

/// Outer folders come before what they hold, and what empties a folder before what fills it.
static int by_path(const void *a, const void *b) {
    const struct place *first = a, *second = b;
    int order = strcmp(first->path, second->path);
    return order ? order : (int)first->kind - (int)second->kind;
}

/// Makes a folder or an empty file to mount upon, and the folders above it, where they are missing.
static void make_mount_point(const char *path, int tree) {
    struct stat status;
    char prefix[PATH_MAX];
    if (stat(path, &status) == 0 || strlen(path) >= sizeof prefix) return;
    for (const char *slash = path; (slash = strchr(slash + 1, '/'));) {
        memcpy(prefix, path, (size_t)(slash - path));
        prefix[slash - path] = 0;
        mkdir(prefix, 0755);
    }
    if (fstat(tree, &status) == 0 && S_ISDIR(status.st_mode)) {
        mkdir(path, 0755);
        return;
    }
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (file >= 0) close(file);
}

static void arrange(struct place *place) {
    if (place->tree >= 0) {
        make_mount_point(place->path, place->tree);
        if (syscall(SYS_move_mount, place->tree, "", AT_FDCWD, place->path, MOVE_FROM_DESCRIPTOR) != 0)
            fail_at("place", place->path);
        close(place->tree);
        return;
    }
    const char *mode = place->kind == PLACE_PRIVATE ? "mode=1777" : "mode=0755";
    // What is not there need not be covered.
    if (mount("tmpfs", place->path, "tmpfs", MS_NOSUID | MS_NODEV, mode) == 0) place->is_covered = true;
    else if (errno != ENOENT && errno != ENOTDIR) fail_at("cover", place->path);
}

void detach_mounts(void) {
    if (mount(0, "/", 0, MS_REC | MS_PRIVATE, 0) != 0) fail("sandbox:private", errno);
}

void arrange_files(struct options *options) {
    if (!options->share_processes && mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, 0) != 0)
        fail("sandbox:proc", errno);
    take_trees(options);
    bool can_protect = make_read_only(AT_FDCWD, "/", AT_WHOLE_TREE) == 0;
    if (!can_protect && errno != ENOSYS) fail("sandbox:read-only", errno);
    if (!can_protect) report("skipped read-only");
    qsort(options->places, (size_t)options->place_count, sizeof options->places[0], by_path);
    for (int index = 0; index < options->place_count; index++) arrange(&options->places[index]);
    for (int index = 0; can_protect && index < options->place_count; index++) {
        const struct place *place = &options->places[index];
        if (place->kind == PLACE_HIDDEN && place->is_covered && make_read_only(AT_FDCWD, place->path, 0) != 0)
            fail_at("protect", place->path);
    }
}
