// Texts: short ones lie in the object itself.
#include "libstdcxx.h"

struct text {
    char *bytes;
    size count;
    union {
        char own[16];
        size room;
    };
};
static const size longest = (~(size)0 >> 1) - 1;

static size room(const struct text *text) { return text->bytes == text->own ? 15 : text->room; }

char *_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_createERmm(struct text *text, size *wanted, size old) {
    (void)text;
    if (*wanted > longest) end("a text too long");
    if (*wanted > old && *wanted < 2 * old) *wanted = 2 * old < longest ? 2 * old : longest;
    return _Znwm(*wanted + 1);
}

void _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE10_M_disposeEv(struct text *text) {
    if (text->bytes != text->own) free(text->bytes);
}

static void adopt(struct text *text, char *bytes, size room) {
    _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE10_M_disposeEv(text);
    text->bytes = bytes, text->room = room;
}

struct text *_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE10_M_replaceEmmPKcm(
    struct text *text, size at, size gone, const char *bytes, size count) {
    if (count > longest - (text->count - gone)) end("basic_string::_M_replace");
    size all = text->count - gone + count, rest = text->count - at - gone;
    // What is put in may be a piece of the text itself, so the new one is made beside the old.
    size wanted = all;
    char *made = _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_createERmm(text, &wanted, room(text));
    memmove(made, text->bytes, at);
    memmove(made + at, bytes, count);
    memmove(made + at + count, text->bytes + at + gone, rest);
    made[all] = 0;
    if (all <= room(text)) {
        memmove(text->bytes, made, all + 1);
        free(made);
    } else {
        adopt(text, made, wanted);
    }
    text->count = all;
    return text;
}

struct text *_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_appendEPKcm(
    struct text *text, const char *bytes, size count) {
    return _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE10_M_replaceEmmPKcm(text, text->count, 0, bytes, count);
}

void _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE7reserveEm(struct text *text, size wanted) {
    if (wanted <= room(text)) return;
    char *made = _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_createERmm(text, &wanted, room(text));
    memmove(made, text->bytes, text->count + 1);
    adopt(text, made, wanted);
}
