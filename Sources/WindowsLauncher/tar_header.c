#include "tar_header.h"

#include "text.h"

/// At most eleven digits: no overflow.
static uint64_t octal(const uint8_t *block, size_t offset, size_t count) {
    uint64_t value = 0;
    for (size_t index = offset; index < offset + count && block[index] >= '0' && block[index] <= '7'; index++) {
        value = value << 3 | (block[index] - '0');
    }
    return value;
}

static char *field(const uint8_t *block, size_t offset, size_t largest) {
    size_t count = 0;
    while (count < largest && block[offset + count]) count++;
    return text_copy((const char *)block + offset, count);
}

static bool read_kind(struct tar_header *header, uint8_t type) {
    switch (type) {
    case '0': header->kind = TAR_FILE; return true;
    case '1': header->kind = TAR_HARD_LINK; return true;
    case '2': header->kind = TAR_SYMBOLIC_LINK; return true;
    case '5': header->kind = TAR_FOLDER; return true;
    case 'x': header->kind = TAR_EXTENDED; return true;
    default: return false;
    }
}

bool tar_header_read(struct tar_header *header, const uint8_t *block) {
    uint32_t sum = 0;
    for (size_t index = 0; index < 512; index++) sum += index >= 148 && index < 156 ? ' ' : block[index];
    *header = (struct tar_header){.kind = TAR_END};
    if (sum == 8 * ' ') return true;
    if (sum != octal(block, 148, 8) || !read_kind(header, block[156])) return false;
    header->size = octal(block, 124, 12);
    header->link = field(block, 157, 100);
    const char *prefix = field(block, 345, 155), *base = field(block, 0, 100);
    header->name = *prefix ? text_join(prefix, "/", base, NULL) : base;
    return true;
}

/// One record: `LENGTH KEY=VALUE` and a line feed, where the length counts all of it.
static size_t read_record(const char *record, size_t left, const char **name, const char **link) {
    size_t length = 0, start = 0;
    while (start < left && start < 6 && record[start] >= '0' && record[start] <= '9') {
        length = length * 10 + (size_t)(record[start++] - '0');
    }
    if (start == 0 || start >= left || record[start] != ' ' || length > left || length < start + 2) return 0;
    if (record[length - 1] != '\n') return 0;
    const char *text = text_copy(record + start + 1, length - start - 2);
    if (text_begins(text, "path=")) *name = text + 5;
    else if (text_begins(text, "linkpath=")) *link = text + 9;
    else return 0;
    return length;
}

bool tar_records_read(const char *records, size_t size, const char **name, const char **link) {
    while (size > 0) {
        size_t used = read_record(records, size, name, link);
        if (used == 0) return false;
        records += used;
        size -= used;
    }
    return true;
}
