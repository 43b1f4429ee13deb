// Variables of the environment.
#pragma once
#include <stdbool.h>

#include "windows.h"

/// A variable's value; NULL if it is not set or empty.
wide *variable(const wide *name);
