// The libc that the launcher sees: plain functions only (no variadics, no function-like macros), so that Swift can
// import all of it.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "zstd_decoder.h"

static inline int sys_errno(void) { return errno; }
static inline int sys_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }
static inline int sys_openat(int at, const char *path, int flags, mode_t mode) { return openat(at, path, flags, mode); }
static inline int sys_is_directory(mode_t mode) { return S_ISDIR(mode); }
static inline int sys_is_link(mode_t mode) { return S_ISLNK(mode); }
static inline int sys_is_regular(mode_t mode) { return S_ISREG(mode); }
static inline int sys_syncfs(int file) { return syncfs(file); }
static inline int sys_link_count(const struct stat *status) { return (int)status->st_nlink; }
/// A copy of the descriptor above those that programs expect to be theirs.
static inline int sys_duplicate_high(int file) { return fcntl(file, F_DUPFD_CLOEXEC, 100); }
static inline int sys_keep_over_exec(int file) { return fcntl(file, F_SETFD, 0); }
static inline int sys_flock(int file, int operation) { return flock(file, operation); }
static inline char **sys_environment(void) {
    extern char **environ;
    return environ;
}
static inline const char *sys_execfn(void) { return (const char *)getauxval(AT_EXECFN); }
static inline const char *sys_entry_name(struct dirent *entry) { return entry->d_name; }

static inline int sys_processors(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) ? 1 : CPU_COUNT(&set);
}

/// Marks every descriptor from `first` on as closed by exec; kernels before 5.11 refuse, and then nothing changes.
static inline void sys_close_on_exec_from(unsigned first) {
#ifdef SYS_close_range
    syscall(SYS_close_range, first, ~0U, 4U);
#else
    syscall(436, first, ~0U, 4U);
#endif
}

static inline int sys_unshare_user_and_mounts(void) { return unshare(CLONE_NEWUSER | CLONE_NEWNS); }
static inline int sys_mount_memory(const char *at) {
    return mount("bmatrix", at, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0700");
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
