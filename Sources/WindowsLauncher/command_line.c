#include "command_line.h"

#include <stdbool.h>

#include "memory.h"
#include "text.h"

static bool is_blank(wide character) { return character == ' ' || character == '\t'; }

static const wide *skip_blanks(const wide *text) {
    while (is_blank(*text)) text++;
    return text;
}

const wide *command_line_arguments(const wide *line) {
    // In the program's name a backslash is no more than that.
    bool is_quoted = false;
    for (; *line && (is_quoted || !is_blank(*line)); line++) {
        if (*line == '"') is_quoted = !is_quoted;
    }
    return skip_blanks(line);
}

static bool needs_quotes(const wide *argument) {
    if (!*argument) return true;
    for (; *argument; argument++) {
        if (is_blank(*argument) || *argument == '\n' || *argument == '\v' || *argument == '"') return true;
    }
    return false;
}

wide *command_line_quote(const wide *argument) {
    if (!needs_quotes(argument)) return wide_copy(argument, wide_length(argument));
    wide *quoted = allocate((2 * wide_length(argument) + 3) * sizeof(wide)), *next = quoted;
    *next++ = '"';
    // Backslashes count double in front of a quote, and only there; the closing one is such a quote.
    size_t backslashes = 0;
    for (;; argument++) {
        if (*argument == '"' || !*argument) {
            for (; backslashes > 0; backslashes--) *next++ = '\\';
            if (!*argument) break;
            *next++ = '\\';
        }
        backslashes = *argument == '\\' ? backslashes + 1 : 0;
        *next++ = *argument;
    }
    *next++ = '"';
    return quoted;
}

wide *command_line_next(const wide **rest) {
    const wide *text = *rest = skip_blanks(*rest);
    if (!*text) return NULL;
    wide *argument = allocate((wide_length(text) + 1) * sizeof(wide)), *next = argument;
    bool is_quoted = false;
    while (*text && (is_quoted || !is_blank(*text))) {
        size_t backslashes = 0;
        while (*text == '\\') text++, backslashes++;
        size_t kept = *text == '"' ? backslashes / 2 : backslashes;
        for (size_t nth = 0; nth < kept; nth++) *next++ = '\\';
        if (*text == '"' && backslashes % 2 == 0) {
            is_quoted = !is_quoted;
            text++;
        } else if (*text && (*text == '"' || is_quoted || !is_blank(*text))) {
            *next++ = *text++;
        }
    }
    *rest = text;
    return argument;
}
