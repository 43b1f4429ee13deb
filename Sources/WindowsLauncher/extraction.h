// Unpacking all frames of the payload, by several threads.
#pragma once
#include "artifact.h"
#include "tar.h"

/// Unpacks into an empty folder, compares with what is there, or only checks that it could be unpacked.
bool extract(const struct artifact *artifact, enum tar_use use, const wide *root, struct problem *problem);
