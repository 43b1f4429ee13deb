#include "path.h"

#include "text.h"

#define LONGEST_PATH 32767

static bool is_drive(const wide *path) {
    wide letter = path[0] | 0x20;
    return letter >= 'a' && letter <= 'z' && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
}

static bool is_separator(wide character) { return character == '\\' || character == '/'; }

bool path_is_absolute(const wide *path) { return is_drive(path) || (is_separator(path[0]) && is_separator(path[1])); }

wide *path_long(const wide *path) {
    static wide full[LONGEST_PATH + 1];
    uint32_t count = GetFullPathNameW(path, LONGEST_PATH, full, NULL);
    if (count == 0 || count >= LONGEST_PATH) return NULL;
    if (full[0] == '\\' && full[1] == '\\') {
        if (full[2] == '?' || full[2] == '.') return wide_copy(full, count);
        return wide_join(L"\\\\?\\UNC\\", full + 2);
    }
    return wide_join(L"\\\\?\\", full);
}

wide *path_short(const wide *path) {
    if (path[0] != '\\' || path[1] != '\\' || path[2] != '?' || path[3] != '\\') return wide_copy(path, wide_length(path));
    if (path[4] == 'U' && path[5] == 'N' && path[6] == 'C' && path[7] == '\\') return wide_join(L"\\\\", path + 8);
    return wide_copy(path + 4, wide_length(path + 4));
}

wide *path_child(const wide *folder, const wide *name) { return wide_join(wide_join(folder, L"\\"), name); }

static bool is_safe_part(const char *part, size_t count) {
    if (count == 0 || part[count - 1] == '.' || part[count - 1] == ' ') return false;
    for (size_t index = 0; index < count; index++) {
        unsigned char byte = (unsigned char)part[index];
        // Among them the backslash, which divides names here, and the colon, behind which a stream of a file is named.
        static const char special[] = "\\:*?\"<>|";
        if (byte < ' ' || byte == 127) return false;
        for (const char *next = special; *next; next++) {
            if (byte == (unsigned char)*next) return false;
        }
    }
    return true;
}

bool path_is_safe(const char *name) {
    const char *part = name;
    for (const char *next = name;; next++) {
        if (*next != '/' && *next != 0) continue;
        bool is_trailing = *next == 0 && next == part && part != name;
        if (!is_trailing && !is_safe_part(part, (size_t)(next - part))) return false;
        if (*next == 0) return true;
        part = next + 1;
    }
}

/// Cuts the last part off; false if there is none.
static bool go_up(char *path, size_t *count) {
    if (*count == 0) return false;
    while (*count > 0 && path[*count - 1] != '/') (*count)--;
    if (*count > 0) (*count)--;
    return true;
}

char *path_resolve(const char *link, const char *target) {
    char *path = text_join(link, "/", target, NULL);
    size_t count = strlen(link);
    go_up(path, &count);
    while (*target) {
        size_t length = 0;
        while (target[length] && target[length] != '/') length++;
        if (length == 2 && target[0] == '.' && target[1] == '.') {
            if (!go_up(path, &count)) return NULL;
        } else if (!(length == 1 && target[0] == '.')) {
            if (count > 0) path[count++] = '/';
            memcpy(path + count, target, length);
            count += length;
        }
        target += length;
        if (*target) target++;
    }
    path[count] = 0;
    return path_is_safe(path) ? path : NULL;
}

bool path_is_folder(const wide *path) {
    uint32_t attributes = GetFileAttributesW(path);
    return attributes != NO_ATTRIBUTES && (attributes & (IS_DIRECTORY | IS_REPARSE_POINT)) == IS_DIRECTORY;
}

bool path_make_folders(const wide *path, struct security_attributes *own) {
    if (CreateDirectoryW(path, own)) return true;
    if (GetLastError() == ERROR_ALREADY_EXISTS) return true;
    if (GetLastError() != ERROR_PATH_NOT_FOUND) return false;
    size_t count = wide_length(path);
    while (count > 0 && path[count - 1] != '\\') count--;
    if (count < 2 || !path_make_folders(wide_copy(path, count - 1), NULL)) return false;
    return CreateDirectoryW(path, own) || GetLastError() == ERROR_ALREADY_EXISTS;
}

static bool is_dots(const wide *name) { return name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0)); }

void path_remove(const wide *path) {
    uint32_t attributes = GetFileAttributesW(path);
    if (attributes == NO_ATTRIBUTES) return;
    if (attributes & IS_READ_ONLY) SetFileAttributesW(path, attributes & ~IS_READ_ONLY);
    if (!(attributes & IS_DIRECTORY)) {
        DeleteFileW(path);
        return;
    }
    if (!(attributes & IS_REPARSE_POINT)) {
        struct found_file found;
        handle search = FindFirstFileW(path_child(path, L"*"), &found);
        while (search != NO_HANDLE) {
            if (!is_dots(found.name)) path_remove(path_child(path, found.name));
            if (FindNextFileW(search, &found)) continue;
            FindClose(search);
            search = NO_HANDLE;
        }
    }
    RemoveDirectoryW(path);
}
