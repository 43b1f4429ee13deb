// Text: UTF-8 inside the launcher, UTF-16 towards Windows. All of it ends with a zero.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <string.h>
#include "windows.h"

/// The texts one after another; the last argument is NULL.
char *text_join(const char *first, ...) __attribute__((sentinel));
/// The part of a text.
char *text_copy(const char *bytes, size_t count);
bool text_is(const char *text, const char *other);
bool text_begins(const char *text, const char *beginning);
char *text_decimal(uint64_t number);

/// A text in UTF-16; NULL unless it is valid UTF-8.
wide *text_wide(const char *text);
/// A text in UTF-8; what is not valid UTF-16 is replaced.
char *text_narrow(const wide *text);

size_t wide_length(const wide *text);
wide *wide_copy(const wide *text, size_t count);
/// Two texts one after another.
wide *wide_join(const wide *first, const wide *second);
/// Each `from` becomes `to`, in place; gives the text.
wide *wide_replace(wide *text, wide from, wide to);
