// Whether an install still is as it was made. Beside its files lies `.bmatrix`, one line that ends with a line feed:
// `bmatrix-windows-1 SUM PROOF`, where SUM stands for the names and lengths of all files, and PROOF tells when it was made.
#pragma once
#include <stdbool.h>

#include "windows.h"

enum tree_state {
    /// It is not there, or a file is missing, was added or has another length.
    TREE_BROKEN,
    /// Names and lengths are right, but the system may have lost power before the contents were on the disk.
    TREE_UNPROVEN,
    TREE_WHOLE,
};

/// Looks at names and lengths only.
enum tree_state tree_look(const wide *root);
/// Writes the line for a tree that was just made, or, where all its bytes were read after a start of the system, for ever.
bool tree_mark(const wide *root, bool is_proven);
