// An emulator for programs of another processor. A user namespace has a binfmt_misc of its own from Linux 6.7 on; older kernels and
// sandboxes without users do without, since the only other one is the machine's.
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#define FORMATS "/proc/sys/fs/binfmt_misc"

static bool register_format(const char *line) {
    // It has to stay mounted: the formats go with the mount.
    if (mount("binfmt_misc", FORMATS, "binfmt_misc", MS_NOSUID | MS_NODEV | MS_NOEXEC, 0) != 0) return false;
    int file = open(FORMATS "/register", O_WRONLY | O_CLOEXEC);
    if (file < 0) return false;
    bool is_written = write(file, line, strlen(line)) == (ssize_t)strlen(line);
    int number = errno;
    close(file);
    errno = number;
    return is_written;
}

void register_emulator(const struct options *options, bool has_users) {
    errno = EPERM;
    if (!has_users || !register_format(options->emulator)) report("skipped emulator %d", errno);
}
