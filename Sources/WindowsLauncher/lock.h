// The lock file of an install, `NAME.lock` beside it. Windows frees what a process holds when it ends.
#pragma once
#include <stdbool.h>

#include "windows.h"

/// What of it is locked.
enum lock_part {
    /// Held by the one process that writes or removes the install.
    LOCK_WRITING,
    /// Held together by all whose programs run from the install.
    LOCK_USING,
};

/// Opens the lock file of an install; `create` makes it if need be. NO_HANDLE if that fails.
handle lock_open(const wide *install, bool create);
/// Takes a part, for this process alone or with others; waits for it, or fails at once.
bool lock_take(handle lock, enum lock_part part, bool is_alone, bool waits);
