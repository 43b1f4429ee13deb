#include "cleaning.h"

#include "lock.h"
#include "memory.h"
#include "path.h"
#include "text.h"
#include "variable.h"

#define KEPT 2
#define ID_LENGTH 32

/// `APP-` and the digits of a payload's digest.
static bool is_install(const char *name, const char *app) {
    size_t length = strlen(app);
    if (!text_begins(name, app) || name[length] != '-') return false;
    const char *digits = name + length + 1;
    for (const char *next = digits; *next; next++) {
        if (!(*next >= '0' && *next <= '9') && !(*next >= 'a' && *next <= 'f')) return false;
    }
    return strlen(digits) == ID_LENGTH;
}

static bool is_aside(const char *name) {
    size_t count = strlen(name);
    return name[0] == '.' && count > 4 && text_is(name + count - 4, ".old");
}

/// Kept in order as they come.
static void insert(struct installs *installs, const wide *path, uint64_t made) {
    size_t place = installs->count++;
    for (; place > 0 && installs->made[place - 1] < made; place--) {
        installs->paths[place] = installs->paths[place - 1];
        installs->made[place] = installs->made[place - 1];
    }
    installs->paths[place] = path;
    installs->made[place] = made;
}

void cleaning_list(struct installs *installs, const wide *apps, const char *app) {
    enum { MOST = 1024 };
    struct found_file found;
    *installs = (struct installs){0, allocate(MOST * sizeof(wide *)), allocate(MOST * sizeof(uint64_t))};
    handle search = FindFirstFileW(path_child(apps, L"*"), &found);
    if (search == NO_HANDLE) return;
    do {
        if (is_aside(text_narrow(found.name))) path_remove(path_child(apps, found.name));
        bool is_folder = (found.attributes & (IS_DIRECTORY | IS_REPARSE_POINT)) == IS_DIRECTORY;
        if (!is_folder || !is_install(text_narrow(found.name), app) || installs->count == MOST) continue;
        insert(installs, path_child(apps, found.name), (uint64_t)found.created.high << 32 | found.created.low);
    } while (FindNextFileW(search, &found));
    FindClose(search);
}

/// What is put aside is nobody's any more, should the process that removes it be ended.
static wide *aside_of(const wide *install) {
    size_t count = wide_length(install), name = count;
    while (name > 0 && install[name - 1] != '\\') name--;
    return wide_join(wide_join(wide_join(wide_copy(install, name), L"."), install + name), L".old");
}

bool cleaning_remove(const wide *install) {
    handle lock = lock_open(install, true);
    if (lock == NO_HANDLE) return false;
    const wide *aside = aside_of(install);
    bool is_free = lock_take(lock, LOCK_WRITING, true, false) && lock_take(lock, LOCK_USING, true, false);
    if (is_free) path_remove(aside);
    bool is_gone = is_free && MoveFileExW(install, aside, 0);
    if (is_gone) path_remove(aside);
    CloseHandle(lock);
    return is_gone;
}

static size_t kept(void) {
    const wide *text = variable(L"BMATRIX_KEEP");
    size_t count = 0;
    if (!text) return KEPT;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || count > 1000) return KEPT;
        count = 10 * count + (size_t)(*text - '0');
    }
    return count;
}

void cleaning_run(const struct installation *installation, const char *app) {
    struct installs installs;
    size_t left = kept();
    cleaning_list(&installs, installation->apps, app);
    for (size_t index = 0; index < installs.count; index++) {
        const char *path = text_narrow(installs.paths[index]);
        if (text_is(path, text_narrow(installation->root))) continue;
        if (left > 0) left--;
        else cleaning_remove(installs.paths[index]);
    }
}
