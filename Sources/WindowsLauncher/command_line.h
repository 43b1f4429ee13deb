// Command lines. Windows passes a program one text, which each program takes apart by itself; nearly all do it alike.
#pragma once
#include "windows.h"

/// What follows the program's own name, untouched: so the caller's arguments reach the program as they are.
const wide *command_line_arguments(const wide *line);
/// One argument, quoted so that it is taken apart as it was.
wide *command_line_quote(const wide *argument);
/// The next argument, taken apart, and where the rest begins; NULL if there is none.
wide *command_line_next(const wide **rest);
