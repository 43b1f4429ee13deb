// The libc that the launcher sees: plain functions only (no variadics, no function-like macros), so that Swift can
// import all of it. What a system has for itself is in linux.h and macos.h.
#pragma once
#ifdef LAUNCHER_FOR_MACOS
#include "macos.h"
#else
#include "linux.h"
#endif

#include "zstd_decoder.h"

static inline int sys_errno(void) { return errno; }
/// Not `open`, of which musl makes two calls.
static inline int sys_open(const char *path, int flags, mode_t mode) { return openat(AT_FDCWD, path, flags, mode); }
static inline int sys_openat(int at, const char *path, int flags, mode_t mode) { return openat(at, path, flags, mode); }
static inline int sys_is_directory(mode_t mode) { return S_ISDIR(mode); }
static inline int sys_is_link(mode_t mode) { return S_ISLNK(mode); }
static inline int sys_is_regular(mode_t mode) { return S_ISREG(mode); }
static inline int sys_link_count(const struct stat *status) { return (int)status->st_nlink; }
/// A copy of the descriptor above those that programs expect to be theirs.
static inline int sys_duplicate_high(int file) { return fcntl(file, F_DUPFD_CLOEXEC, 100); }
static inline int sys_keep_over_exec(int file) { return fcntl(file, F_SETFD, 0); }
static inline int sys_flock(int file, int operation) { return flock(file, operation); }
static inline const char *sys_entry_name(struct dirent *entry) { return entry->d_name; }

/// A copy that is never freed.
static inline const char *sys_copy(const void *bytes, size_t count) {
    char *copy = malloc(count + 1);
    if (!copy) abort();
    memcpy(copy, bytes, count);
    copy[count] = 0;
    return copy;
}

static inline const char *sys_join(const char *left, const char *right) {
    size_t count = strlen(left);
    char *both = malloc(count + strlen(right) + 1);
    if (!both) abort();
    memcpy(both, left, count);
    strcpy(both + count, right);
    return both;
}

/// Whether an open file is what lies at a path.
static inline int sys_is_file(int file, const char *path) {
    struct stat ours, there;
    return !fstat(file, &ours) && !stat(path, &there) && ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

static inline long sys_size(int file) {
    struct stat status;
    return fstat(file, &status) ? 0 : status.st_size;
}

static inline int sys_is_regular_file(int file) {
    struct stat status;
    return !fstat(file, &status) && S_ISREG(status.st_mode);
}

/// The number that a file begins with; 0 if it does not.
static inline int sys_number_in(const char *path) {
    char text[16] = "";
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (file < 0) return 0;
    ssize_t got = read(file, text, sizeof text - 1);
    close(file);
    return got > 0 ? atoi(text) : 0;
}

/// A moment as `2026-11-21T20:15:00Z`, in memory that is never freed.
static inline const char *sys_time(time_t moment) {
    char *text = malloc(24);
    if (!text) return "";
    // Days since 1 March of the year 0, by eras of 400 years; see Howard Hinnant, "chrono-compatible date algorithms".
    unsigned long long days = moment / 86400 + 719468, rest = moment % 86400;
    unsigned era_day = days % 146097, year = (era_day - era_day / 1460 + era_day / 36524 - era_day / 146096) / 365;
    unsigned day = era_day - (365 * year + year / 4 - year / 100), month = (5 * day + 2) / 153;
    year += days / 146097 * 400 + (month > 9);
    unsigned numbers[] = {year, month < 10 ? month + 3 : month - 9, day - (153 * month + 2) / 5 + 1,
        rest / 3600, rest / 60 % 60, rest % 60};
    static const char marks[] = "--T::Z";
    char *next = text;
    for (int index = 0; index < 6; index++) {
        if (!index) {
            *next++ = '0' + numbers[0] / 1000 % 10;
            *next++ = '0' + numbers[0] / 100 % 10;
        }
        *next++ = '0' + numbers[index] / 10 % 10;
        *next++ = '0' + numbers[index] % 10;
        *next++ = marks[index];
    }
    *next = 0;
    return text;
}

/// Makes a file that gets longer than a limit allows an error like others; tells whether it would have been the end of this process.
static inline int sys_ignore_size_limit(void) { return signal(SIGXFSZ, SIG_IGN) == SIG_DFL; }
static inline void sys_heed_size_limit(void) { signal(SIGXFSZ, SIG_DFL); }

/// Milliseconds of a clock that nobody sets.
static inline long sys_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

static inline int sys_fetch_add(int *value, int amount) {
    return __atomic_fetch_add(value, amount, __ATOMIC_RELAXED);
}

// pthread_t is a pointer in musl and an integer in glibc: hide it.
typedef struct {
    pthread_t thread;
} sys_thread;
static inline int sys_thread_start(sys_thread *thread, void *(*body)(void *), void *argument) {
    return pthread_create(&thread->thread, NULL, body, argument);
}
static inline void sys_thread_join(sys_thread thread) { pthread_join(thread.thread, NULL); }
