// What macOS has in place of what Linux has alone; see linux.h.
#pragma once
#include "libSystem.h"
#include "macho.h"

enum {
    sys_other_machine = 86,
    sys_shared_folders = 2,
};
static inline int sys_has_namespaces(void) { return 0; }
static inline int sys_has_systemd(void) { return 0; }
static inline const char *sys_home_cache(void) { return "/Library/Caches/bmatrix"; }

/// Where the artifact in an open file ends: with its section; 0 if there is none.
static inline long sys_artifact_end(int file, long size) {
    unsigned char front[MACHO_FRONT];
    ssize_t got = pread(file, front, sizeof front, 0);
    return got < 0 ? 0 : macho_artifact_end(front, (size_t)got, size);
}

static inline void sys_settle_front(void *front, size_t count) { macho_settle(front, count); }

/// The kernel's name for this boot, of so many bytes; 0 if it has none.
static inline int sys_boot_id(char *text, size_t count) {
    char uuid[64];
    size_t size = sizeof uuid;
    if (sysctlbyname("kern.bootsessionuuid", uuid, &size, NULL, 0) || size != count + 1) return 0;
    memcpy(text, uuid, count);
    return 1;
}

#define ST_RDONLY 1
#define ST_NOEXEC 4

/// What is asked about a mounted file system; libSystem's structure of this name does not tell about programs.
struct statvfs {
    unsigned long f_flag;
};
static inline int fstatvfs(int file, struct statvfs *mount) {
    struct statfs status;
    if (fstatfs(file, &status)) return -1;
    mount->f_flag = status.flags;
    return 0;
}

/// All of the file system, down to the platter, before it comes back. Where that cannot be had, it is begun for all, and waited for with the file.
static inline int sys_syncfs(int file) {
    if (!fsync_volume_np(file, 3)) return 0;
    sync();
    return fcntl(file, F_FULLFSYNC);
}

static inline char **sys_environment(void) { return *_NSGetEnviron(); }

/// This program's own path, without links.
static inline const char *sys_execfn(void) {
    char told[4096];
    uint32_t size = sizeof told;
    char *path = malloc(sizeof told);
    return path && !_NSGetExecutablePath(told, &size) ? realpath(told, path) : NULL;
}

static inline int sys_processors(void) {
    int count = 1;
    size_t size = sizeof count;
    return sysctlbyname("hw.activecpu", &count, &size, NULL, 0) || count < 1 ? 1 : count;
}

static inline void sys_close_on_exec_from(unsigned first) {
    for (int file = (int)first, end = getdtablesize(); file < end; file++) fcntl(file, F_SETFD, FD_CLOEXEC);
}

static inline void sys_close_from(int first) {
    for (int file = first, end = getdtablesize(); file < end; file++) close(file);
}

static inline int sys_pipe(int *begin, int *end) {
    int ends[2];
    if (pipe(ends)) return -1;
    for (int index = 0; index < 2; index++) fcntl(ends[index], F_SETFD, FD_CLOEXEC);
    *begin = ends[0];
    *end = ends[1];
    return 0;
}

/// Holds back every signal but SIGKILL and SIGSTOP.
static inline void sys_block_signals(void) {
    uint32_t all = ~0u;
    sigprocmask(SIG_BLOCK, &all, NULL);
}

/// Whatever the caller ignored or held back, every signal does again what the system means it to do.
static inline void sys_reset_signals(void) {
    uint32_t none = 0;
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/// There are no namespaces.
static inline int sys_unshare_user_and_mounts(void) {
    errno = ENOTSUP;
    return -1;
}
static inline int sys_mount_memory(const char *at) {
    (void)at;
    errno = ENOTSUP;
    return -1;
}
