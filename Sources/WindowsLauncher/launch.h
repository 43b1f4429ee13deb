// Starting the program, and ending as it ends.
#pragma once
#include "installation.h"

/// Ends this process with the program's status. Comes back only if the program could not be started.
bool launch(
    const struct artifact *artifact, const struct installation *installation, const wide *arguments, struct problem *problem);
