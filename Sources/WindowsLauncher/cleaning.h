// The removal of installs that are no longer wanted, none of which a program runs from.
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "installation.h"

/// The installs of a program in a folder of installs, the newest first.
struct installs {
    size_t count;
    const wide **paths;
    uint64_t *made;
};

void cleaning_list(struct installs *installs, const wide *apps, const char *app);
/// Removes an install; false if it is in use.
bool cleaning_remove(const wide *install);
/// Removes the older versions of the program but the newest two, or as many as BMATRIX_KEEP says.
void cleaning_run(const struct installation *installation, const char *app);
