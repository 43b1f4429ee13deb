// Whose a folder is, where others may make folders, too.
#pragma once
#include <stdbool.h>

#include "problem.h"
#include "windows.h"

/// Rights for a new folder that only this user, the system and its administrators may use; NULL if they cannot be had.
struct security_attributes *owner_private(void);
/// Fails unless it is a folder, no link to one, and belongs to this user.
bool owner_check(const wide *folder, struct problem *problem);
