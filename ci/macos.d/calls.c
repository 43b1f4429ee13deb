// The part of libSystem that the launcher uses, on Linux: numbers and structures are those of macOS.
#include "runner.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Errors: the few whose numbers differ and that anybody looks at.
static const struct {
    int linux_code, code;
} errors[] = {{EAGAIN, 35}, {ENAMETOOLONG, 63}, {ENOTEMPTY, 66}, {ELOOP, 62}, {ENOSYS, 78}, {EDQUOT, 69}, {EOPNOTSUPP, 102}, {EDEADLK, 11}};
static _Thread_local int error;

static int *mac_error(void) { return &error; }

static long done(long result) {
    if (result >= 0) return result;
    error = errno;
    for (size_t index = 0; index < sizeof errors / sizeof *errors; index++) {
        if (errors[index].linux_code == errno) error = errors[index].code;
    }
    return result;
}

static char *mac_strerror(int code) {
    for (size_t index = 0; index < sizeof errors / sizeof *errors; index++) {
        if (errors[index].code == code) code = errors[index].linux_code;
    }
    return code == 86 ? "Bad CPU type in executable" : strerror(code);
}

static int flags_of(int flags) {
    static const int pairs[][2] = {{0x4, O_NONBLOCK}, {0x8, O_APPEND}, {0x100, O_NOFOLLOW}, {0x200, O_CREAT}, {0x400, O_TRUNC},
        {0x800, O_EXCL}, {0x20000, O_NOCTTY}, {0x100000, O_DIRECTORY}, {0x1000000, O_CLOEXEC}};
    int result = flags & 3, left = flags & ~3;
    for (size_t index = 0; index < sizeof pairs / sizeof *pairs; index++) {
        if (left & pairs[index][0]) result |= pairs[index][1];
        left &= ~pairs[index][0];
    }
    if (left) fail("open:", "unknown flags");
    return result;
}

static int at(int folder) { return folder == -2 ? AT_FDCWD : folder; }

// On arm64 whatever stands behind the dots lies on the stack, behind the eight registers for arguments.
#ifdef __aarch64__
#define SKIPPED(count) SKIPPED_##count
#define SKIPPED_6 long s1, long s2, long s3, long s4, long s5, long s6,
#define SKIPPED_5 long s1, long s2, long s3, long s4, long s5,
#define UNUSED_6 (void)s1, (void)s2, (void)s3, (void)s4, (void)s5, (void)s6;
#define UNUSED_5 (void)s1, (void)s2, (void)s3, (void)s4, (void)s5;
#else
#define SKIPPED(count)
#define UNUSED_6
#define UNUSED_5
#endif
// There is no /proc.
static int is_missing(const char *path) {
    if (strncmp(path, "/proc/", 6)) return 0;
    error = ENOENT;
    return 1;
}
static int mac_open(const char *path, int flags, SKIPPED(6) long mode) {
    UNUSED_6
    if (is_missing(path)) return -1;
    return (int)done(open(path, flags_of(flags), (mode_t)mode));
}
static int mac_openat(int folder, const char *path, int flags, SKIPPED(5) long mode) {
    UNUSED_5
    if (is_missing(path)) return -1;
    return (int)done(openat(at(folder), path, flags_of(flags), (mode_t)mode));
}
static int mac_fcntl(int file, int command, SKIPPED(6) long value) {
    UNUSED_6
    if (command == 51) return (int)done(syncfs(file));
    if (command != 2 && command != 67) fail("fcntl:", "unknown command");
    return (int)done(fcntl(file, command == 2 ? F_SETFD : F_DUPFD_CLOEXEC, value));
}

struct mac_time {
    int64_t seconds, nanoseconds;
};
struct mac_stat {
    int32_t device;
    uint16_t mode, links;
    uint64_t inode;
    uint32_t user, group;
    int32_t kind;
    struct mac_time times[4];
    int64_t size, blocks;
    int32_t block_size;
    uint32_t flags, generation;
    int32_t spare;
    int64_t spares[2];
};
_Static_assert(sizeof(struct mac_stat) == 144, "stat");

static int told(int result, const struct stat *from, struct mac_stat *to) {
    if (result) return (int)done(result);
    *to = (struct mac_stat){.device = (int32_t)from->st_dev, .mode = (uint16_t)from->st_mode, .links = (uint16_t)from->st_nlink,
        .inode = from->st_ino, .user = from->st_uid, .group = from->st_gid, .size = from->st_size, .blocks = from->st_blocks,
        .times = {{0, 0}, {from->st_mtim.tv_sec, from->st_mtim.tv_nsec}}};
    return 0;
}
static int mac_stat(const char *path, struct mac_stat *to) {
    struct stat from;
    return told(stat(path, &from), &from, to);
}
static int mac_fstat(int file, struct mac_stat *to) {
    struct stat from;
    return told(fstat(file, &from), &from, to);
}
static int mac_fstatat(int folder, const char *path, struct mac_stat *to, int flags) {
    struct stat from;
    return told(fstatat(at(folder), path, &from, flags == 0x20 ? AT_SYMLINK_NOFOLLOW : 0), &from, to);
}
static int mac_fstatfs(int file, unsigned char *to) {
    struct statvfs from;
    if (fstatvfs(file, &from)) return (int)done(-1);
    memset(to, 0, 2168);
    uint32_t flags = (from.f_flag & ST_RDONLY ? 1 : 0) | (from.f_flag & ST_NOEXEC ? 4 : 0);
    memcpy(to + 64, &flags, 4);
    return 0;
}

struct mac_entry {
    uint64_t inode, place;
    uint16_t length, name_length;
    uint8_t kind;
    char name[1024];
};
static struct mac_entry *mac_readdir(DIR *folder) {
    static _Thread_local struct mac_entry entry;
    struct dirent *next = readdir(folder);
    if (!next) return NULL;
    strcpy(entry.name, next->d_name);
    return &entry;
}
static DIR *mac_fdopendir(int file) {
    DIR *folder = fdopendir(file);
    if (!folder) done(-1);
    return folder;
}

static ssize_t mac_readlink(const char *path, char *to, size_t room) {
    return is_missing(path) ? -1 : done(readlink(path, to, room));
}
static int mac_mkdir(const char *path, unsigned mode) { return (int)done(mkdir(path, mode)); }
static int mac_mkdirat(int folder, const char *path, unsigned mode) { return (int)done(mkdirat(at(folder), path, mode)); }
static int mac_unlinkat(int folder, const char *path, int flags) {
    return (int)done(unlinkat(at(folder), path, flags == 0x80 ? AT_REMOVEDIR : 0));
}
static int mac_renameat(int folder, const char *path, int other, const char *to) {
    return (int)done(renameat(at(folder), path, at(other), to));
}
static int mac_symlinkat(const char *target, int folder, const char *path) { return (int)done(symlinkat(target, at(folder), path)); }
static int mac_linkat(int folder, const char *path, int other, const char *to, int flags) {
    return (int)done(linkat(at(folder), path, at(other), to, flags));
}
static int mac_clock_gettime(int clock, struct timespec *now) { return clock == 6 ? (int)done(clock_gettime(CLOCK_MONOTONIC, now)) : -1; }
static int mac_sigprocmask(int how, const uint32_t *set, uint32_t *old) {
    (void)old;
    sigset_t signals;
    if (how == 1 && *set == ~0u) return sigfillset(&signals) || sigprocmask(SIG_BLOCK, &signals, NULL);
    if (how == 3 && *set == 0) return sigemptyset(&signals) || sigprocmask(SIG_SETMASK, &signals, NULL);
    return -1;
}
static int mac_sync(int file, int flags) { return flags == 3 && !getenv("RUNNER_WITHOUT_SYNC") ? (int)done(syncfs(file)) : -1; }
static int mac_tables(void) { return 1024; }
static char ***mac_environment(void) { return &environ; }
static void mac_random(void *bytes, size_t count) {
    if (getrandom(bytes, count, 0) != (ssize_t)count) abort();
}

static int mac_sysctl(const char *name, void *value, size_t *size, void *set, size_t set_size) {
    (void)set, (void)set_size;
    if (!strcmp(name, "hw.activecpu")) {
        *(int *)value = 2;
        return 0;
    }
    if (strcmp(name, "kern.bootsessionuuid") || *size < 37 || getenv("RUNNER_WITHOUT_BOOT")) return -1;
    int file = open(getenv("RUNNER_BOOT") ? getenv("RUNNER_BOOT") : "/proc/sys/kernel/random/boot_id", O_RDONLY);
    if (read(file, value, 36) != 36) fail("no", "boot id");
    close(file);
    ((char *)value)[36] = 0;
    *size = 37;
    return 0;
}

static int mac_path(char *path, uint32_t *size) {
    if (strlen(program) >= *size) return -1;
    strcpy(path, program);
    return 0;
}

static int mac_execve(const char *path, char *const arguments[], char *const environment[]) {
    unsigned mark = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file >= 0 && (read(file, &mark, 4) != 4 || mark != 0xFEEDFACF)) mark = 0;
    close(file);
    if (!mark || access(path, X_OK)) return (int)done(execve(path, arguments, environment));
    size_t count = 0;
    while (arguments[count]) count++;
    const char *all[count + 5], **next = all;
    if (strcmp(emulator, "-")) *next++ = emulator;
    *next++ = runner, *next++ = emulator, *next++ = path;
    for (size_t index = 1; index <= count; index++) *next++ = arguments[index];
    return (int)done(execve(all[0], (char *const *)all, environment));
}

#define PLAIN(name) {"_" #name, (void *)name}
// Those that set the error, with the same arguments everywhere.
#define TELLS(type, name, given, ...) static type tells_##name given { return (type)done(name(__VA_ARGS__)); }
TELLS(int, close, (int a), a)
TELLS(ssize_t, read, (int a, void *b, size_t c), a, b, c)
TELLS(ssize_t, write, (int a, const void *b, size_t c), a, b, c)
TELLS(ssize_t, pread, (int a, void *b, size_t c, off_t d), a, b, c, d)
TELLS(ssize_t, pwrite, (int a, const void *b, size_t c, off_t d), a, b, c, d)
TELLS(off_t, lseek, (int a, off_t b, int c), a, b, c)
TELLS(int, ftruncate, (int a, off_t b), a, b)
TELLS(int, flock, (int a, int b), a, b)
TELLS(int, access, (const char *a, int b), a, b)
TELLS(int, rmdir, (const char *a), a)
TELLS(int, rename, (const char *a, const char *b), a, b)
TELLS(int, unlink, (const char *a), a)
TELLS(int, kill, (pid_t a, int b), a, b)
TELLS(pid_t, waitpid, (pid_t a, int *b, int c), a, b, c)
#define TOLD(name) {"_" #name, (void *)tells_##name}

static const struct {
    const char *name;
    void *function;
} functions[] = {TOLD(close), TOLD(read), TOLD(write), TOLD(pread), TOLD(pwrite), TOLD(lseek), TOLD(ftruncate), TOLD(flock), TOLD(access),
    TOLD(rmdir), TOLD(rename), TOLD(unlink), TOLD(kill), TOLD(waitpid), PLAIN(_exit), PLAIN(abort), PLAIN(atoi), PLAIN(bzero), PLAIN(calloc),
    PLAIN(closedir), PLAIN(dup), PLAIN(dup2), PLAIN(fork), PLAIN(free), PLAIN(getcwd), PLAIN(getegid), PLAIN(getenv), PLAIN(geteuid),
    PLAIN(getpid), PLAIN(malloc), PLAIN(memchr), PLAIN(memcmp), PLAIN(memcpy), PLAIN(memmove), PLAIN(memset), PLAIN(pipe),
    PLAIN(posix_memalign), PLAIN(pthread_create), PLAIN(pthread_join), PLAIN(pthread_mutex_init), PLAIN(pthread_mutex_lock),
    PLAIN(pthread_mutex_unlock), PLAIN(realloc), PLAIN(realpath), PLAIN(setenv), PLAIN(setsid), PLAIN(signal), PLAIN(strchr), PLAIN(strcmp),
    PLAIN(strcpy), PLAIN(strdup), PLAIN(strlen), PLAIN(strncmp), PLAIN(strrchr), PLAIN(sync), PLAIN(umask), PLAIN(usleep), {"___error", mac_error},
    {"_strerror", mac_strerror}, {"_open", mac_open}, {"_openat", mac_openat}, {"_fcntl", mac_fcntl}, {"_stat", mac_stat},
    {"_fstat", mac_fstat}, {"_fstatat", mac_fstatat}, {"_fstatfs", mac_fstatfs}, {"_readdir", mac_readdir}, {"_fdopendir", mac_fdopendir},
    {"_readlink", mac_readlink}, {"_mkdir", mac_mkdir}, {"_mkdirat", mac_mkdirat}, {"_unlinkat", mac_unlinkat}, {"_renameat", mac_renameat},
    {"_symlinkat", mac_symlinkat}, {"_linkat", mac_linkat}, {"_clock_gettime", mac_clock_gettime}, {"_sigprocmask", mac_sigprocmask},
    {"_fsync_volume_np", mac_sync}, {"_getdtablesize", mac_tables}, {"__NSGetEnviron", mac_environment}, {"_arc4random_buf", mac_random},
    {"_sysctlbyname", mac_sysctl}, {"__NSGetExecutablePath", mac_path}, {"_execve", mac_execve}};

void *function(const char *name) {
    size_t length = strcspn(name, "$");
#ifdef __x86_64__
    // There, these names alone are those of functions with other structures.
    static const char *const old[] = {"_stat", "_fstat", "_fstatat", "_fstatfs", "_readdir", "_fdopendir"};
    for (size_t index = 0; index < sizeof old / sizeof *old; index++) {
        if (!strcmp(name, old[index])) fail("an old function:", name);
    }
#endif
    for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
        if (strlen(functions[index].name) == length && !strncmp(functions[index].name, name, length)) return functions[index].function;
    }
    fail("no function", name);
}
