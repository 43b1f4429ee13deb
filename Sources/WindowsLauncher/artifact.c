#include "artifact.h"

#include "memory.h"
#include "path.h"
#include "text.h"
#include "xxh64.h"

#define FOOTER 64
#define MAGIC 0x0158495254414D42u
#define MAJOR 1
#define LARGEST_MANIFEST (16u << 20)
#define PIECE (1u << 20)

struct footer {
    uint64_t payload, payload_size, manifest, manifest_size, manifest_hash;
    uint16_t major, minor;
    uint32_t flags;
    uint64_t total, magic;
};
_Static_assert(sizeof(struct footer) == FOOTER, "the footer is read as it lies in the file");

bool artifact_read(const struct artifact *artifact, uint64_t offset, void *bytes, size_t count, struct problem *problem) {
    char *next = bytes;
    while (count > 0) {
        struct overlapped place = {.offset_low = (uint32_t)offset, .offset_high = (uint32_t)(offset >> 32)};
        uint32_t got = 0;
        if (!ReadFile(artifact->file, next, count < PIECE ? (uint32_t)count : PIECE, &got, &place)) {
            return problem_last(problem, "cannot read ", text_narrow(artifact->path));
        }
        if (got == 0) return problem_damaged(problem, "it ends too early");
        next += got;
        offset += got;
        count -= got;
    }
    return true;
}

static const wide *own_path(void) {
    static wide path[32768];
    uint32_t count = GetModuleFileNameW(NULL, path, sizeof path / sizeof *path);
    return count == 0 ? L"" : path;
}

/// The four parts must fill the file exactly, so that no number here can be wrong unnoticed.
static bool check_footer(const struct artifact *artifact, const struct footer *footer, struct problem *problem) {
    uint64_t payload_end, manifest_end;
    if (footer->magic != MAGIC) {
        return problem_damaged(problem, "it has no footer: it was cut off, or bytes were added");
    }
    // A later minor version only adds what may be ignored.
    if (footer->major != MAJOR || footer->flags != 0) {
        return problem_damaged(problem, "its footer is of an unknown format");
    }
    if (footer->total != artifact->size) return problem_damaged(problem, "it was cut off, or bytes were added");
    if (__builtin_add_overflow(footer->payload, footer->payload_size, &payload_end)
        || __builtin_add_overflow(footer->manifest, footer->manifest_size, &manifest_end)
        || payload_end != footer->manifest || manifest_end != footer->total - FOOTER
        || footer->manifest_size > LARGEST_MANIFEST) {
        return problem_damaged(problem, "its footer has changed");
    }
    return true;
}

static bool read_parts(struct artifact *artifact, struct problem *problem) {
    struct footer footer;
    if (artifact->size <= FOOTER) return problem_damaged(problem, "it has no footer: it was cut off");
    if (!artifact_read(artifact, artifact->size - FOOTER, &footer, FOOTER, problem)) return false;
    if (!check_footer(artifact, &footer, problem)) return false;
    char *text = allocate(footer.manifest_size + 1);
    if (!artifact_read(artifact, footer.manifest, text, footer.manifest_size, problem)) return false;
    if (xxh64_of(text, footer.manifest_size) != footer.manifest_hash) {
        return problem_damaged(problem, "its manifest has changed");
    }
    artifact->payload = footer.payload;
    return manifest_parse(
        &artifact->manifest, text, footer.manifest_size, footer.payload, footer.manifest, problem);
}

bool artifact_open(struct artifact *artifact, struct problem *problem) {
    artifact->path = own_path();
    const wide *path = path_long(artifact->path);
    artifact->file = path ? CreateFileW(path, FILE_READ, SHARE_ALL, NULL, OPEN_EXISTING, NORMAL_FILE, NULL) : NO_HANDLE;
    int64_t size;
    if (artifact->file == NO_HANDLE || !GetFileSizeEx(artifact->file, &size)) {
        return problem_last(problem, "cannot open ", text_narrow(artifact->path));
    }
    artifact->size = (uint64_t)size;
    return read_parts(artifact, problem);
}

bool artifact_check_launcher(const struct artifact *artifact, struct problem *problem) {
    if (!artifact->manifest.has_launcher_hash) return true;
    struct xxh64 hash;
    xxh64_begin(&hash);
    uint8_t *piece = allocate(PIECE);
    bool is_read = true;
    for (uint64_t offset = 0; is_read && offset < artifact->payload; offset += PIECE) {
        uint64_t left = artifact->payload - offset;
        size_t count = left < PIECE ? left : PIECE;
        is_read = artifact_read(artifact, offset, piece, count, problem);
        xxh64_add(&hash, piece, count);
    }
    release(piece);
    if (is_read && xxh64_value(&hash) != artifact->manifest.launcher_hash) {
        return problem_damaged(problem, "its launcher has changed");
    }
    return is_read;
}

uint8_t *artifact_frame(const struct artifact *artifact, const struct frame *frame, struct problem *problem) {
    uint8_t *bytes = try_allocate(frame->size);
    if (!bytes) {
        problem_is(problem, STATUS_SYSTEM, "there is not enough memory");
        return NULL;
    }
    if (!artifact_read(artifact, frame->offset, bytes, frame->size, problem)) {
        release(bytes);
        return NULL;
    }
    if (xxh64_of(bytes, frame->size) != frame->hash) {
        problem_damaged(problem, "its payload has changed");
        release(bytes);
        return NULL;
    }
    return bytes;
}
