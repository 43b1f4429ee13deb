#include "tree_state.h"

#include "path.h"
#include "text.h"
#include "xxh64.h"

#define FORMAT "bmatrix-windows-1 "
#define PROVEN "proven"
#define TICKS_IN_A_SECOND 10000000
/// Clocks are corrected now and then.
#define TOLERANCE ((uint64_t)60 * TICKS_IN_A_SECOND)

/// The moment at which the system was started, by its clock of now.
static uint64_t start_of_system(void) {
    struct file_time now;
    GetSystemTimeAsFileTime(&now);
    return ((uint64_t)now.high << 32 | now.low) - GetTickCount64() * (TICKS_IN_A_SECOND / 1000);
}

static const wide *state_file(const wide *root) { return path_child(root, L".bmatrix"); }

static bool is_passed_over(const wide *name, bool is_top) {
    if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))) return true;
    return is_top && text_begins(text_narrow(name), ".bmatrix");
}

/// A sum, so that the order in which a file system lists its files does not count.
static uint64_t sum(const wide *folder, const wide *below) {
    struct found_file found;
    uint64_t total = 0;
    handle search = FindFirstFileExW(path_child(folder, L"*"), FIND_BASIC, &found, 0, NULL, FIND_MANY_AT_ONCE);
    if (search == NO_HANDLE) return 0;
    do {
        if (is_passed_over(found.name, !*below)) continue;
        const wide *path = path_child(below, found.name);
        bool is_folder = found.attributes & IS_DIRECTORY;
        uint64_t size = is_folder ? UINT64_MAX : (uint64_t)found.size_high << 32 | found.size_low;
        struct xxh64 hash;
        xxh64_begin(&hash);
        xxh64_add(&hash, path, wide_length(path) * sizeof(wide));
        xxh64_add(&hash, &size, sizeof size);
        total += xxh64_value(&hash);
        if (is_folder && !(found.attributes & IS_REPARSE_POINT)) total += sum(path_child(folder, found.name), path);
    } while (FindNextFileW(search, &found));
    FindClose(search);
    return total;
}

static const char *beginning(const wide *root) { return text_join(FORMAT, text_decimal(sum(root, L"")), " ", NULL); }

static const char *read_state(const wide *root) {
    static char text[128];
    uint32_t count = 0;
    handle file = CreateFileW(state_file(root), FILE_READ, SHARE_ALL, NULL, OPEN_EXISTING, NORMAL_FILE, NULL);
    if (file == NO_HANDLE) return "";
    if (!ReadFile(file, text, sizeof text - 1, &count, NULL)) count = 0;
    CloseHandle(file);
    text[count] = 0;
    return text;
}

static bool is_of_this_start(const char *proof) {
    uint64_t then = 0, now = start_of_system();
    for (; *proof >= '0' && *proof <= '9'; proof++) then = then * 10 + (uint64_t)(*proof - '0');
    return *proof == '\n' && (now > then ? now - then : then - now) < TOLERANCE;
}

enum tree_state tree_look(const wide *root) {
    if (!path_is_folder(root)) return TREE_BROKEN;
    const char *expected = beginning(root), *state = read_state(root);
    if (!text_begins(state, expected)) return TREE_BROKEN;
    const char *proof = state + strlen(expected);
    return text_is(proof, PROVEN "\n") || is_of_this_start(proof) ? TREE_WHOLE : TREE_UNPROVEN;
}

bool tree_mark(const wide *root, bool is_proven) {
    const char *proof = is_proven ? PROVEN : text_decimal(start_of_system());
    const char *line = text_join(beginning(root), proof, "\n", NULL);
    const wide *beside = path_child(root, L".bmatrix.new");
    DeleteFileW(beside);
    handle file = CreateFileW(beside, FILE_WRITE, 0, NULL, CREATE_NEW, NORMAL_FILE, NULL);
    if (file == NO_HANDLE) return false;
    uint32_t written = 0;
    bool is_written = WriteFile(file, line, (uint32_t)strlen(line), &written, NULL) && written == strlen(line);
    CloseHandle(file);
    return is_written && MoveFileExW(beside, state_file(root), MOVE_REPLACE);
}
