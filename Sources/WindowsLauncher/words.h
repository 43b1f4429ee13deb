// Control words: `bmx:…` as the first argument asks the launcher instead of the program.
#pragma once
#include "artifact.h"

/// Does what the arguments ask of the launcher and ends; comes back if they ask nothing of it, or with a problem.
bool words_run(const struct artifact *artifact, const wide *arguments, struct problem *problem);
