// The folders that programs may be installed into, the best first.
#pragma once
#include <stdbool.h>
#include <stddef.h>

#include "problem.h"
#include "windows.h"

#define MOST_PLACES 2

struct place {
    const wide *path;
    /// Where others may make folders, too.
    bool is_shared;
};

/// Fills in the places that there are; gives their count.
size_t places(struct place list[MOST_PLACES]);
/// The place's folder of installs; NULL if it cannot be trusted, or is not there and `create` is false.
const wide *place_open(const struct place *place, bool create, struct problem *problem);
