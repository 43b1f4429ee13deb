#include "info.h"

#include "memory.h"
#include "text.h"

/// The text so far.
struct answer {
    char *text;
    size_t count;
};

/// A line of the manifest.
struct line {
    const char *key, *value;
};

/// There is room: each byte of the manifest becomes six at most, and what is put around a line is no longer than a key may be.
static void add(struct answer *answer, const char *text) {
    memcpy(answer->text + answer->count, text, strlen(text));
    answer->count += strlen(text);
}

static void add_byte(struct answer *answer, char byte) { answer->text[answer->count++] = byte; }

static void add_quoted(struct answer *answer, const char *text) {
    static const char digits[] = "0123456789abcdef";
    add_byte(answer, '"');
    for (; *text; text++) {
        if ((unsigned char)*text < ' ') {
            add(answer, "\\u00");
            add_byte(answer, digits[*text >> 4]);
            add_byte(answer, digits[*text & 15]);
            continue;
        }
        if (*text == '"' || *text == '\\') add_byte(answer, '\\');
        add_byte(answer, *text);
    }
    add_byte(answer, '"');
}

/// The next line, and where the one behind it begins; false at the end.
static bool take_line(const char **text, struct line *line) {
    size_t mark = 0, end = 0;
    while ((*text)[end] && (*text)[end] != '\n') end++;
    while (mark < end && (*text)[mark] != '=') mark++;
    if (mark == end) return false;
    line->key = text_copy(*text, mark);
    line->value = text_copy(*text + mark + 1, end - mark - 1);
    *text += (*text)[end] ? end + 1 : end;
    return true;
}

/// Whether a key may repeat.
static bool is_list(const char *key) {
    static const char *const lists[] = {"frame", "arg", "env", "content", "layer", "mount", "rpc", "remote"};
    for (size_t index = 0; index < sizeof lists / sizeof *lists; index++) {
        if (text_is(key, lists[index])) return true;
    }
    return false;
}

/// Frames and tests are of no interest to people.
static void add_row(struct answer *answer, const struct line *line) {
    if (text_is(line->key, "frame") || text_is(line->key, "smoke")) return;
    add(answer, line->key);
    for (size_t width = strlen(line->key); width == strlen(line->key) || width < 16; width++) add_byte(answer, ' ');
    add(answer, line->value);
    add_byte(answer, '\n');
}

/// Strings, lists of them for keys that may repeat, and the smoke tests, which are JSON already.
static void add_member(struct answer *answer, const struct line *line, const char *before) {
    bool goes_on = is_list(line->key) && text_is(line->key, before);
    if (is_list(before) && !goes_on) add_byte(answer, ']');
    add_byte(answer, ',');
    if (!goes_on) {
        add_quoted(answer, line->key);
        add(answer, is_list(line->key) ? ":[" : ":");
    }
    if (text_is(line->key, "smoke")) add(answer, line->value);
    else add_quoted(answer, line->value);
}

const char *info_text(const struct artifact *artifact, bool is_json) {
    const char *next = artifact->manifest.text, *before = "", *size = text_decimal(artifact->size);
    size_t lines = 1;
    for (const char *byte = next; *byte; byte++) lines += *byte == '\n';
    struct answer answer = {allocate(6 * strlen(next) + 32 * lines + 64), 0};
    add(&answer, is_json ? "{\"size\":" : "size            ");
    add(&answer, size);
    if (!is_json) add_byte(&answer, '\n');
    for (struct line line; take_line(&next, &line); before = line.key) {
        if (is_json) add_member(&answer, &line, before);
        else add_row(&answer, &line);
    }
    if (is_json) add(&answer, is_list(before) ? "]}\n" : "}\n");
    return answer.text;
}
