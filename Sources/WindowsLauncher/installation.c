#include "installation.h"

#include "extraction.h"
#include "lock.h"
#include "path.h"
#include "place.h"
#include "text.h"
#include "tree_state.h"

#define MOST_TRIES 100
#define LONGEST_PROGRAM 259

/// The install's name. The app's name is for people; the digest decides.
static const char *folder_name(const struct artifact *artifact) {
    return text_join(artifact->manifest.app, "-", text_copy(artifact->manifest.id, 32), NULL);
}

static wide *child(const wide *apps, const char *prefix, const struct artifact *artifact, const char *suffix) {
    // The name is ASCII, which always can be converted.
    return path_child(apps, text_wide(text_join(prefix, folder_name(artifact), suffix, NULL)));
}

/// Programs that look into each new file, as virus scanners do, may hold one of them for a moment.
static bool rename(const wide *from, const wide *to) {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        if (MoveFileExW(from, to, MOVE_WRITE_THROUGH)) return true;
        uint32_t error = GetLastError();
        if (error != ERROR_ACCESS_DENIED && error != ERROR_SHARING_VIOLATION) return false;
        Sleep(20);
        SetLastError(error);
    }
    return false;
}

/// Only under the lock. A folder that is there already was left by a run that was ended.
static bool unpack(const struct artifact *artifact, const wide *apps, const wide *root, struct problem *problem) {
    const wide *partial = child(apps, ".", artifact, ".partial");
    path_remove(partial);
    if (!CreateDirectoryW(partial, NULL)) return problem_last(problem, "cannot create ", text_narrow(partial));
    bool is_whole = extract(artifact, TAR_UNPACK, partial, problem)
        && (tree_mark(partial, false) || problem_last(problem, "cannot write to ", text_narrow(partial)))
        && (rename(partial, root) || problem_last(problem, "cannot rename ", text_narrow(partial)));
    if (!is_whole) path_remove(partial);
    return is_whole;
}

/// Puts a broken install aside, which fails where one of its programs runs.
static bool discard(const struct artifact *artifact, const struct installation *installation, struct problem *problem) {
    const wide *aside = child(installation->apps, ".", artifact, ".old");
    path_remove(aside);
    if (!MoveFileExW(installation->root, aside, 0)) {
        return problem_last(problem, "it is damaged and cannot be mended while it is in use: ", text_narrow(installation->root));
    }
    path_remove(aside);
    return true;
}

/// Under the lock: leaves a whole install. After a start of the system every byte of an older one is compared once, since power may have
/// been lost before all of it was on the disk.
static bool settle(const struct artifact *artifact, struct installation *installation, struct problem *problem) {
    struct problem ignored;
    switch (tree_look(installation->root)) {
    case TREE_WHOLE: return true;
    case TREE_UNPROVEN:
        if (!extract(artifact, TAR_COMPARE, installation->root, &ignored)) break;
        // Where this fails, the next run compares again.
        tree_mark(installation->root, true);
        return true;
    case TREE_BROKEN: break;
    }
    if (GetFileAttributesW(installation->root) != NO_ATTRIBUTES && !discard(artifact, installation, problem)) return false;
    installation->is_new = unpack(artifact, installation->apps, installation->root, problem);
    return installation->is_new;
}

/// Files may lie at any depth, but not the program that is started.
static bool is_too_deep(const struct artifact *artifact, const wide *root) {
    return wide_length(path_short(root)) + strlen(artifact->manifest.program) - strlen("{root}") > LONGEST_PROGRAM;
}

static bool make(
    struct installation *installation, const struct artifact *artifact, const struct place *place, struct problem *problem) {
    installation->apps = place_open(place, true, problem);
    if (!installation->apps) return false;
    installation->root = child(installation->apps, "", artifact, "");
    if (is_too_deep(artifact, installation->root)) {
        return problem_is(problem, STATUS_REFUSED, "its path is too long: Windows takes 259 characters for a program's");
    }
    handle lock = lock_open(installation->root, true);
    // Kept until this process ends, so that nobody removes what is used.
    if (lock == NO_HANDLE || !lock_take(lock, LOCK_USING, false, true)) {
        return problem_last(problem, "cannot lock ", text_narrow(installation->root));
    }
    // The one for writing is a handle of its own, as closing it is what gives it back.
    handle writing = lock_open(installation->root, true);
    if (writing == NO_HANDLE || !lock_take(writing, LOCK_WRITING, true, true)) {
        return problem_last(problem, "cannot lock ", text_narrow(installation->root));
    }
    bool is_there = settle(artifact, installation, problem);
    CloseHandle(writing);
    return is_there;
}

bool installation_find(struct installation *installation, const struct artifact *artifact) {
    struct place list[MOST_PLACES];
    struct problem ignored;
    size_t count = places(list);
    for (size_t index = 0; index < count; index++) {
        installation->apps = place_open(&list[index], false, &ignored);
        if (!installation->apps) continue;
        installation->root = child(installation->apps, "", artifact, "");
        if (tree_look(installation->root) == TREE_WHOLE) return true;
    }
    return false;
}

/// What was found may be removed until the lock is held; from then on it stays.
static bool use(struct installation *installation, const struct artifact *artifact) {
    *installation = (struct installation){0};
    if (!installation_find(installation, artifact)) return false;
    handle lock = lock_open(installation->root, false);
    if (lock == NO_HANDLE || !lock_take(lock, LOCK_USING, false, true)) return false;
    return path_is_folder(installation->root);
}

bool installation_get(struct installation *installation, const struct artifact *artifact, struct problem *problem) {
    if (use(installation, artifact)) return true;
    if (!artifact_check_launcher(artifact, problem)) return false;
    struct place list[MOST_PLACES];
    size_t count = places(list);
    const char *reasons = "";
    for (size_t index = 0; index < count; index++) {
        struct problem one;
        if (make(installation, artifact, &list[index], &one)) return true;
        if (one.status == STATUS_DAMAGED) {
            *problem = one;
            return false;
        }
        reasons = text_join(reasons, "\n  ", text_narrow(list[index].path), ": ", one.text, NULL);
    }
    return problem_is(
        problem, STATUS_NO_PLACE,
        text_join(
            "no folder to unpack ", artifact->manifest.app, " into:", reasons,
            "\nSet BMATRIX_DIR to a folder of yours from which programs may be run.", NULL));
}
