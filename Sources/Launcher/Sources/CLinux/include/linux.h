// What the launcher has of Linux alone.
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
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
#include <time.h>
#include <unistd.h>

/// What else other systems have in the place of these.
enum {
    /// The error of exec for a program of another processor.
    sys_other_machine = ENOEXEC,
    /// How many of the folders that all users share there are.
    sys_shared_folders = 4,
};
static inline int sys_has_namespaces(void) { return 1; }
static inline int sys_has_systemd(void) { return 1; }
static inline const char *sys_home_cache(void) { return "/.cache/bmatrix"; }

/// Where the artifact in an open file ends: with the file.
static inline long sys_artifact_end(int file, long size) {
    (void)file;
    return size;
}

/// Makes the bytes before the payload those that the launcher's digest is of.
static inline void sys_settle_front(void *front, size_t count) {
    (void)front;
    (void)count;
}

/// The kernel's name for this boot, of so many bytes; 0 where `/proc` is missing.
static inline int sys_boot_id(char *text, size_t count) {
    int file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t got = read(file, text, count);
    close(file);
    return got == (ssize_t)count;
}

static inline int sys_syncfs(int file) { return syncfs(file); }
static inline char **sys_environment(void) {
    extern char **environ;
    return environ;
}

static inline const char *sys_execfn(void) { return (const char *)getauxval(AT_EXECFN); }

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

/// Closes every descriptor from `first` on; where the kernel cannot, the first thousand.
static inline void sys_close_from(int first) {
#ifdef SYS_close_range
    if (!syscall(SYS_close_range, (unsigned)first, ~0U, 0U)) return;
#else
    if (!syscall(436, (unsigned)first, ~0U, 0U)) return;
#endif
    for (int file = first; file < 1024; file++) close(file);
}

static inline int sys_pipe(int *begin, int *end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) return -1;
    *begin = ends[0];
    *end = ends[1];
    return 0;
}

/// Holds back every signal but SIGKILL and SIGSTOP.
static inline void sys_block_signals(void) {
    sigset_t all;
    memset(&all, -1, sizeof all);
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, &all, NULL, 8);
}

/// Whatever the caller ignored or held back, every signal does again what the system means it to do.
static inline void sys_reset_signals(void) {
    sigset_t none;
    memset(&none, 0, sizeof none);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, NULL, 8);
}

static inline int sys_unshare_user_and_mounts(void) { return unshare(CLONE_NEWUSER | CLONE_NEWNS); }
static inline int sys_mount_memory(const char *at) {
    return mount("bmatrix", at, "tmpfs", MS_NOSUID | MS_NODEV, "mode=0700");
}

