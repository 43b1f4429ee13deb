// The unpacked payload in a folder of the user. It appears there by a rename, whole or not at all.
#pragma once
#include "artifact.h"

struct installation {
    /// Its folder, which holds the release.
    const wide *root;
    /// The folder of installs that it lies in.
    const wide *apps;
    /// It was made just now.
    bool is_new;
};

/// An install of this payload, as it was found or made in the first place that serves. While this process lives, nobody removes it.
bool installation_get(struct installation *installation, const struct artifact *artifact, struct problem *problem);
/// Only looks for one; false if there is none.
bool installation_find(struct installation *installation, const struct artifact *artifact);
