#include "installation.h"

#include "extraction.h"
#include "path.h"
#include "place.h"
#include "text.h"

#define MOST_TRIES 100

/// The install's name. The app's name is for people; the digest decides.
static const char *folder_name(const struct artifact *artifact) {
    return text_join(artifact->manifest.app, "-", text_copy(artifact->manifest.id, 32), NULL);
}

static wide *child(const wide *apps, const char *prefix, const struct artifact *artifact, const char *suffix) {
    // The name is ASCII, which always can be converted.
    return path_child(apps, text_wide(text_join(prefix, folder_name(artifact), suffix, NULL)));
}

/// The right to write one install, held by one process at a time; Windows frees it when its holder ends. NULL sets the problem.
static handle lock(const wide *apps, const struct artifact *artifact, struct problem *problem) {
    const wide *path = child(apps, "", artifact, ".lock");
    handle file = CreateFileW(path, FILE_READ | FILE_WRITE, SHARE_ALL, NULL, OPEN_ALWAYS, NORMAL_FILE, NULL);
    struct overlapped beginning = {{0}, 0, 0, NULL};
    if (file != NO_HANDLE && LockFileEx(file, LOCK_EXCLUSIVE, 0, 1, 0, &beginning)) return file;
    problem_last(problem, "cannot lock ", text_narrow(path));
    if (file != NO_HANDLE) CloseHandle(file);
    return NULL;
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
    bool is_whole = extract(artifact, partial, problem)
        && (rename(partial, root) || problem_last(problem, "cannot rename ", text_narrow(partial)));
    if (!is_whole) path_remove(partial);
    return is_whole;
}

static bool make(
    struct installation *installation, const struct artifact *artifact, const struct place *place, struct problem *problem) {
    installation->apps = place_open(place, true, problem);
    if (!installation->apps) return false;
    installation->root = child(installation->apps, "", artifact, "");
    handle held = lock(installation->apps, artifact, problem);
    if (!held) return false;
    bool is_there = path_is_folder(installation->root) || unpack(artifact, installation->apps, installation->root, problem);
    CloseHandle(held);
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
        if (path_is_folder(installation->root)) return true;
    }
    return false;
}

bool installation_get(struct installation *installation, const struct artifact *artifact, struct problem *problem) {
    if (installation_find(installation, artifact)) return true;
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

bool installation_discard(const struct installation *installation, const struct artifact *artifact, struct problem *problem) {
    handle held = lock(installation->apps, artifact, problem);
    if (!held) return false;
    path_remove(installation->root);
    CloseHandle(held);
    return true;
}
