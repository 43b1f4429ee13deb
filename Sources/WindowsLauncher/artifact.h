// The running artifact: launcher, payload, manifest and footer in one file; see docs/artifact-format.md.
#pragma once
#include "manifest.h"
#include "problem.h"
#include "windows.h"

struct artifact {
    handle file;
    uint64_t size;
    /// Where it lies, as it was found.
    const wide *path;
    uint64_t payload;
    struct manifest manifest;
};

/// Opens this program itself and reads what it carries.
bool artifact_open(struct artifact *artifact, struct problem *problem);
/// Reads a part of it. May be called by several threads at once.
bool artifact_read(const struct artifact *artifact, uint64_t offset, void *bytes, size_t count, struct problem *problem);
/// The launcher's own bytes are as they were written; looked at when the payload is unpacked.
bool artifact_check_launcher(const struct artifact *artifact, struct problem *problem);
/// A frame's stored bytes, checked against its hash; NULL if that fails.
uint8_t *artifact_frame(const struct artifact *artifact, const struct frame *frame, struct problem *problem);
