// What the launcher prints.
#pragma once
#include <stdint.h>

/// Prints UTF-8 to one of the standard streams, also where that is a console with another code page.
void print(uint32_t stream, const char *text);
