// Paths of Windows, and the rules that keep every entry of an artifact inside the folder that it is unpacked to.
#pragma once
#include <stdbool.h>

#include "windows.h"

/// The path as Windows takes it at any length: absolute, with backslashes, behind \\?\. NULL if it makes no sense.
wide *path_long(const wide *path);
/// The same without what was put in front of it, for programs.
wide *path_short(const wide *path);
/// Whether it begins with a drive or a share.
bool path_is_absolute(const wide *path);
/// A folder's child.
wide *path_child(const wide *folder, const wide *name);

/// Whether a name of the payload may be one of a file here: relative, without empty, `.` or `..` parts, and without characters that
/// mean something to Windows. A folder's trailing slash counts as nothing.
bool path_is_safe(const char *name);
/// The place of a symbolic link's target, below the same root as the link; NULL if it leads outside.
char *path_resolve(const char *link, const char *target);

/// Makes a folder and those above it.
bool path_make_folders(const wide *path, struct security_attributes *own);
bool path_is_folder(const wide *path);
/// Removes what is there, whatever it is, without following links.
void path_remove(const wide *path);
