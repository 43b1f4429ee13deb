// Takes the bytes of a tar stream as they come; see docs/artifact-format.md for what it may hold.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "problem.h"
#include "windows.h"

#define TAR_BLOCK 512
#define TAR_LONGEST_NAME (64u << 10)

/// A link of the payload, made when all files are there.
struct link {
    bool is_symbolic;
    const char *path, *target;
    struct link *next;
};

/// What is done with the entries.
enum tar_use {
    /// They are only looked at.
    TAR_LOOK,
    /// They are unpacked.
    TAR_UNPACK,
    /// Files that are there already must be the same.
    TAR_COMPARE,
};

struct tar {
    enum tar_use use;
    /// The folder that they are unpacked into or compared with.
    const wide *root;
    /// The links so far, the last one first.
    struct link *links;
    struct problem *problem;

    uint8_t header[TAR_BLOCK];
    size_t header_size;
    uint64_t content_left, padding_left;
    /// The file that the content goes to; NO_HANDLE if there is none.
    handle file;
    /// The records of an extended header, while they are read; and the names that they gave the next entry.
    char *records;
    size_t records_size;
    const char *name, *link;
};

void tar_begin(struct tar *tar, enum tar_use use, const wide *root, struct problem *problem);
/// The next bytes; false if they make no sense or could not be written.
bool tar_take(struct tar *tar, const uint8_t *bytes, size_t count);
/// Where every frame must end.
bool tar_is_between_entries(const struct tar *tar);
/// Closes what is still open.
void tar_end(struct tar *tar);
