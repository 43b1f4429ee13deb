#include "manifest.h"

#include "memory.h"
#include "text.h"

/// The number at a text's beginning, behind which the text goes on; false if there is none or it is too large.
static bool take_number(const char **text, unsigned base, uint64_t *number) {
    const char *next = *text;
    *number = 0;
    for (;; next++) {
        unsigned digit = *next >= '0' && *next <= '9' ? (unsigned)(*next - '0')
            : *next >= 'a' && *next <= 'f'            ? (unsigned)(*next - 'a') + 10
                                                      : 16;
        if (digit >= base) break;
        if (__builtin_mul_overflow(*number, base, number) || __builtin_add_overflow(*number, digit, number)) return false;
    }
    bool has_digits = next > *text;
    *text = *next == ' ' ? next + 1 : next;
    return has_digits && (*next == ' ' || *next == 0);
}

static void skip_word(const char **text) {
    while (**text && **text != ' ') (*text)++;
    if (**text) (*text)++;
}

/// `OFFSET SIZE RAW COMPONENT XXH64`; all zero if it makes no sense, which the check refuses.
static struct frame parse_frame(const char *line) {
    struct frame frame;
    uint64_t size;
    if (!take_number(&line, 10, &frame.offset) || !take_number(&line, 10, &size) || size > (uint64_t)1 << 40
        || !take_number(&line, 10, &frame.raw)) {
        return (struct frame){0};
    }
    frame.size = size;
    skip_word(&line);
    return take_number(&line, 16, &frame.hash) ? frame : (struct frame){0};
}

static void append(struct values *values, const char *text) {
    values->texts[values->count++] = text;
}

/// `SHA256 XXH64`
static void take_launcher(struct manifest *manifest, const char *value) {
    skip_word(&value);
    manifest->has_launcher_hash = take_number(&value, 16, &manifest->launcher_hash);
}

static void take(struct manifest *manifest, const char *key, const char *value) {
    if (text_is(key, "frame")) manifest->frames[manifest->frame_count++] = parse_frame(value);
    else if (text_is(key, "arg")) append(&manifest->arguments, value);
    else if (text_is(key, "env")) append(&manifest->environment, value);
    else if (text_is(key, "app")) manifest->app = value;
    else if (text_is(key, "id")) manifest->id = value;
    else if (text_is(key, "exec")) manifest->program = value;
    else if (text_is(key, "mode")) manifest->mode = value;
    else if (text_is(key, "launcher")) take_launcher(manifest, value);
}

/// A single file name that needs no care: ASCII letters, digits, `_`, `-` and, not in front, `.`.
static bool is_name(const char *text) {
    size_t count = strlen(text);
    if (count == 0 || count > 128 || text[0] == '.') return false;
    for (size_t index = 0; index < count; index++) {
        char byte = text[index], letter = byte | 0x20;
        bool is_letter = letter >= 'a' && letter <= 'z';
        if (!is_letter && !(byte >= '0' && byte <= '9') && byte != '_' && byte != '-' && byte != '.') return false;
    }
    return true;
}

static bool check(const struct manifest *manifest, uint64_t payload, uint64_t payload_end, struct problem *problem) {
    if (!is_name(manifest->app) || strlen(manifest->id) != 64 || !is_name(manifest->id) || !*manifest->program
        || manifest->frame_count == 0) {
        return problem_damaged(problem, "its manifest lacks something");
    }
    for (size_t index = 0; index < manifest->frame_count; index++) {
        const struct frame *frame = &manifest->frames[index];
        if (frame->size == 0 || frame->offset != payload) {
            return problem_damaged(problem, "its frames do not follow each other");
        }
        payload += frame->size;
    }
    if (payload != payload_end) return problem_damaged(problem, "its frames do not fill the payload");
    return true;
}

bool manifest_parse(
    struct manifest *manifest, const char *text, size_t size, uint64_t payload, uint64_t payload_end,
    struct problem *problem) {
    size_t lines = 1;
    for (size_t index = 0; index < size; index++) lines += text[index] == '\n';
    *manifest = (struct manifest){.text = text, .app = "", .id = "", .mode = "", .program = ""};
    manifest->frames = allocate(lines * sizeof(struct frame));
    manifest->arguments.texts = allocate(lines * sizeof(char *));
    manifest->environment.texts = allocate(lines * sizeof(char *));
    const char *begin = text, *end = text + size;
    while (begin < end) {
        const char *stop = begin, *mark = NULL;
        for (; stop < end && *stop != '\n'; stop++) {
            if (*stop == '=' && !mark) mark = stop;
        }
        if (mark) take(manifest, text_copy(begin, (size_t)(mark - begin)), text_copy(mark + 1, (size_t)(stop - mark - 1)));
        begin = stop + 1;
    }
    return check(manifest, payload, payload_end, problem);
}

const char *manifest_value(const struct manifest *manifest, const char *key) {
    const char *line = manifest->text;
    while (*line) {
        size_t count = 0;
        while (line[count] && line[count] != '\n') count++;
        size_t length = strlen(key);
        if (count > length && line[length] == '=' && memcmp(line, key, length) == 0) {
            return text_copy(line + length + 1, count - length - 1);
        }
        line += line[count] ? count + 1 : count;
    }
    return NULL;
}
