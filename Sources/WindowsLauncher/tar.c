#include "tar.h"

#include "memory.h"
#include "path.h"
#include "tar_header.h"
#include "text.h"

void tar_begin(struct tar *tar, enum tar_use use, const wide *root, struct problem *problem) {
    memset(tar, 0, sizeof *tar);
    tar->use = use;
    tar->root = root;
    tar->problem = problem;
    tar->file = NO_HANDLE;
}

void tar_end(struct tar *tar) {
    if (tar->file != NO_HANDLE) CloseHandle(tar->file);
    tar->file = NO_HANDLE;
}

bool tar_is_between_entries(const struct tar *tar) {
    return tar->header_size == 0 && tar->content_left == 0 && tar->padding_left == 0 && !tar->name && !tar->link;
}

/// The place of an entry whose name is known to be safe; NULL sets the problem.
static wide *place(struct tar *tar, const char *name) {
    wide *path = text_wide(name);
    if (!path) {
        problem_damaged(tar->problem, text_join("a name is no UTF-8: ", name, NULL));
        return NULL;
    }
    size_t count = wide_length(path);
    if (path[count - 1] == '/') path[count - 1] = 0;
    return path_child(tar->root, wide_replace(path, '/', '\\'));
}

static bool make_folder(struct tar *tar, const char *name) {
    if (tar->use != TAR_UNPACK) return true;
    wide *path = place(tar, name);
    if (!path) return false;
    bool is_there = path_make_folders(path, NULL);
    release(path);
    return is_there || problem_last(tar->problem, "cannot create the folder ", name);
}

static handle create(struct tar *tar, const wide *path) {
    if (tar->use == TAR_COMPARE) {
        return CreateFileW(path, FILE_READ, SHARE_ALL, NULL, OPEN_EXISTING, NORMAL_FILE, NULL);
    }
    return CreateFileW(path, FILE_WRITE, 0, NULL, CREATE_NEW, NORMAL_FILE, NULL);
}

/// Other threads may not have come to the folder yet: its frame is another one.
static handle create_below(struct tar *tar, const wide *path) {
    size_t count = wide_length(path);
    while (path[count - 1] != '\\') count--;
    wide *folder = wide_copy(path, count - 1);
    bool is_there = path_make_folders(folder, NULL);
    release(folder);
    return is_there ? create(tar, path) : NO_HANDLE;
}

static bool make_file(struct tar *tar, const char *name) {
    if (tar->use == TAR_LOOK) return true;
    wide *path = place(tar, name);
    if (!path) return false;
    tar->file = create(tar, path);
    if (tar->file == NO_HANDLE && tar->use == TAR_UNPACK && GetLastError() == ERROR_PATH_NOT_FOUND) {
        tar->file = create_below(tar, path);
    }
    release(path);
    if (tar->file == NO_HANDLE) return problem_last(tar->problem, tar->use == TAR_UNPACK ? "cannot create " : "cannot open ", name);
    if (tar->content_left == 0) tar_end(tar);
    return true;
}

static bool keep_link(struct tar *tar, const char *name, const char *target, bool is_symbolic) {
    const char *inside = is_symbolic ? path_resolve(name, target) : path_is_safe(target) ? target : NULL;
    if (!inside) return problem_damaged(tar->problem, text_join("it has an unsafe link: ", name, NULL));
    struct link *link = allocate(sizeof *link);
    *link = (struct link){is_symbolic, name, inside, tar->links};
    tar->links = link;
    return true;
}

static bool begin_entry(struct tar *tar) {
    struct tar_header header;
    tar->header_size = 0;
    if (!tar_header_read(&header, tar->header)) return problem_damaged(tar->problem, "a tar header makes no sense");
    if (header.kind == TAR_END) return true;
    tar->content_left = header.size;
    tar->padding_left = (TAR_BLOCK - header.size % TAR_BLOCK) % TAR_BLOCK;
    if (header.kind == TAR_EXTENDED) {
        if (header.size == 0 || header.size > TAR_LONGEST_NAME) {
            return problem_damaged(tar->problem, "a long name is too long");
        }
        tar->records = allocate(header.size + 1);
        tar->records_size = 0;
        return true;
    }
    const char *name = tar->name ? tar->name : header.name, *link = tar->link ? tar->link : header.link;
    tar->name = tar->link = NULL;
    if (!path_is_safe(name)) return problem_damaged(tar->problem, text_join("it has an unsafe path: ", name, NULL));
    if (header.kind == TAR_FILE) return make_file(tar, name);
    if (header.size > 0) return problem_damaged(tar->problem, "a tar header makes no sense");
    return header.kind == TAR_FOLDER ? make_folder(tar, name)
                                     : keep_link(tar, name, link, header.kind == TAR_SYMBOLIC_LINK);
}

/// The bytes are those of the file, in a piece at a time; its length is known to be right.
static bool compare_content(struct tar *tar, const uint8_t *bytes, size_t count) {
    static const size_t piece = 4096;
    uint8_t there[4096];
    while (count > 0 && tar->file != NO_HANDLE) {
        uint32_t got = 0;
        if (!ReadFile(tar->file, there, (uint32_t)(count < piece ? count : piece), &got, NULL) || got == 0
            || memcmp(there, bytes, got) != 0) {
            return problem_is(tar->problem, STATUS_SYSTEM, "an installed file has changed");
        }
        bytes += got;
        count -= got;
    }
    return true;
}

static bool write_content(struct tar *tar, const uint8_t *bytes, size_t count) {
    while (count > 0 && tar->file != NO_HANDLE) {
        uint32_t written = 0;
        if (!WriteFile(tar->file, bytes, (uint32_t)count, &written, NULL)) {
            return problem_last(tar->problem, "cannot write", "");
        }
        bytes += written;
        count -= written;
    }
    return true;
}

/// Some of an entry's content.
static bool take_content(struct tar *tar, const uint8_t *bytes, size_t count) {
    tar->content_left -= count;
    if (!tar->records) {
        bool is_done = (tar->use == TAR_COMPARE ? compare_content : write_content)(tar, bytes, count);
        if (tar->content_left == 0) tar_end(tar);
        return is_done;
    }
    memcpy(tar->records + tar->records_size, bytes, count);
    tar->records_size += count;
    if (tar->content_left > 0) return true;
    bool makes_sense = tar_records_read(tar->records, tar->records_size, &tar->name, &tar->link);
    release(tar->records);
    tar->records = NULL;
    return makes_sense || problem_damaged(tar->problem, "a long name makes no sense");
}

bool tar_take(struct tar *tar, const uint8_t *bytes, size_t count) {
    while (count > 0) {
        uint64_t wanted = tar->content_left ? tar->content_left
            : tar->padding_left             ? tar->padding_left
                                            : TAR_BLOCK - tar->header_size;
        size_t used = count < wanted ? count : (size_t)wanted;
        if (tar->content_left) {
            if (!take_content(tar, bytes, used)) return false;
        } else if (tar->padding_left) {
            tar->padding_left -= used;
        } else {
            memcpy(tar->header + tar->header_size, bytes, used);
            tar->header_size += used;
            if (tar->header_size == TAR_BLOCK && !begin_entry(tar)) return false;
        }
        bytes += used;
        count -= used;
    }
    return true;
}
