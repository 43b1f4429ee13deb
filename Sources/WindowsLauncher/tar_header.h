// The 512-byte block in front of each entry of a tar archive, POSIX ustar, and the extended headers before it.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tar_kind { TAR_END, TAR_FILE, TAR_FOLDER, TAR_HARD_LINK, TAR_SYMBOLIC_LINK, TAR_EXTENDED };

struct tar_header {
    enum tar_kind kind;
    const char *name, *link;
    uint64_t size;
};

/// False if the block makes no sense. A block of zeros, which ends an archive, is TAR_END.
bool tar_header_read(struct tar_header *header, const uint8_t *block);
/// The names that an extended header gives, each NULL if it gives none; false if it makes no sense.
bool tar_records_read(const char *records, size_t size, const char **name, const char **link);
