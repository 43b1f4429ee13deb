#include "place.h"

#include "owner.h"
#include "path.h"
#include "text.h"
#include "variable.h"

size_t places(struct place list[MOST_PLACES]) {
    const wide *chosen = variable(L"BMATRIX_DIR");
    if (chosen) {
        list[0] = (struct place){chosen, false};
        return 1;
    }
    size_t count = 0;
    const wide *local = variable(L"LOCALAPPDATA");
    if (local) list[count++] = (struct place){path_child(local, L"bmatrix\\cache"), false};
    const wide *temporary = variable(L"TEMP");
    if (!temporary) temporary = variable(L"TMP");
    if (temporary) list[count++] = (struct place){path_child(temporary, L"bmatrix"), true};
    return count;
}

const wide *place_open(const struct place *place, bool create, struct problem *problem) {
    const wide *path = path_is_absolute(place->path) ? path_long(place->path) : NULL;
    if (!path) {
        problem_is(problem, STATUS_REFUSED, "not an absolute path");
        return NULL;
    }
    struct security_attributes *own = place->is_shared && create ? owner_private() : NULL;
    if (create && !path_make_folders(path, own)) {
        problem_last(problem, "cannot create it", "");
        return NULL;
    }
    if (place->is_shared && !owner_check(path, problem)) return NULL;
    const wide *apps = path_child(path, L"apps");
    if (create) path_make_folders(apps, NULL);
    if (!path_is_folder(apps)) {
        problem_is(problem, STATUS_REFUSED, "it has no subfolder apps, and none can be made");
        return NULL;
    }
    return apps;
}
