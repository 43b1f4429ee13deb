// Unpacking all frames of the payload, by several threads.
#pragma once
#include "artifact.h"

/// Unpacks into an empty folder, or only checks that it could be unpacked if `root` is NULL.
bool extract(const struct artifact *artifact, const wide *root, struct problem *problem);
