// bmx:info: what the manifest says.
#pragma once
#include <stdbool.h>

#include "artifact.h"

/// The manifest as rows for people, or as one object of JSON.
const char *info_text(const struct artifact *artifact, bool is_json);
