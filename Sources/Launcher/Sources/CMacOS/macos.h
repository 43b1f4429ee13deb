// The part of macOS' libSystem that the launcher uses, as its documentation has it, and what stands in for what Linux has alone. Declared
// here so that building the launcher takes the compiler and the linker only; names are those of Linux where only the names differ.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "macho.h"

typedef long ssize_t, time_t;
typedef int64_t off_t;
typedef int32_t pid_t;
typedef uint32_t uid_t, gid_t;
typedef uint16_t mode_t;

#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_NONBLOCK 0x4
#define O_APPEND 0x8
#define O_NOFOLLOW 0x100
#define O_CREAT 0x200
#define O_TRUNC 0x400
#define O_EXCL 0x800
#define O_NOCTTY 0x20000
#define O_DIRECTORY 0x100000
#define O_CLOEXEC 0x1000000
// Folders are opened for reading instead.
#define O_PATH 0

#define AT_FDCWD (-2)
#define AT_SYMLINK_NOFOLLOW 0x20
#define AT_REMOVEDIR 0x80

#define F_OK 0
#define W_OK 2
#define R_OK 4
#define SEEK_SET 0
#define SEEK_CUR 1

#define F_SETFD 2
#define F_FULLFSYNC 51
#define F_DUPFD_CLOEXEC 67
#define FD_CLOEXEC 1

#define LOCK_SH 1
#define LOCK_EX 2
#define LOCK_NB 4

#define ENOENT 2
#define ESRCH 3
#define EINTR 4
#define ENOEXEC 8
#define ENOMEM 12
#define EEXIST 17
#define EWOULDBLOCK 35
#define ENOTSUP 45

#define SIGKILL 9
#define SIGTERM 15
#define SIG_BLOCK 1
#define SIGXFSZ 25
typedef void (*sys_handler)(int);
#define SIG_DFL ((sys_handler)0)
#define SIG_IGN ((sys_handler)1)
#define CLOCK_MONOTONIC 6

#define S_ISREG(mode) (((mode) & 0170000) == 0100000)
#define S_ISDIR(mode) (((mode) & 0170000) == 0040000)
#define S_ISLNK(mode) (((mode) & 0170000) == 0120000)

struct timespec {
    time_t tv_sec;
    long tv_nsec;
};

struct stat {
    int32_t st_dev;
    mode_t st_mode;
    uint16_t st_nlink;
    uint64_t st_ino;
    uid_t st_uid;
    gid_t st_gid;
    int32_t st_rdev;
    struct timespec st_atim, st_mtim, st_ctim, birth;
    off_t st_size;
    int64_t st_blocks;
    int32_t st_blksize;
    uint32_t flags, generation;
    int32_t spare;
    int64_t spares[2];
};

struct dirent {
    uint64_t d_ino, d_seekoff;
    uint16_t d_reclen, d_namlen;
    uint8_t d_type;
    char d_name[1024];
};

struct statfs {
    uint32_t block_size;
    int32_t transfer_size;
    uint64_t blocks, free_blocks, available_blocks, files, free_files;
    int32_t id[2];
    uid_t owner;
    uint32_t type, flags, subtype;
    char type_name[16], mounted_on[1024], mounted_from[1024];
    uint32_t more_flags, spare[7];
};

_Static_assert(sizeof(struct stat) == 144, "struct stat");
_Static_assert(offsetof(struct stat, st_size) == 96, "struct stat");
_Static_assert(offsetof(struct dirent, d_name) == 21, "struct dirent");
_Static_assert(sizeof(struct statfs) == 2168, "struct statfs");

typedef struct macos_folder DIR;
typedef struct macos_thread *pthread_t;
typedef struct {
    long kind;
    char content[56];
} pthread_mutex_t;

// On x86_64 these names alone stand for functions from the time of shorter inode numbers.
#ifdef __x86_64__
#define PREFIXED(prefix, name) __asm(#prefix #name "$INODE64")
#define NAMED(prefix, name) PREFIXED(prefix, name)
#define TODAYS(name) NAMED(__USER_LABEL_PREFIX__, name)
#else
#define TODAYS(name)
#endif
int fstat(int file, struct stat *status) TODAYS(fstat);
int stat(const char *path, struct stat *status) TODAYS(stat);
int fstatat(int at, const char *path, struct stat *status, int flags) TODAYS(fstatat);
int fstatfs(int file, struct statfs *status) TODAYS(fstatfs);
DIR *fdopendir(int file) TODAYS(fdopendir);
struct dirent *readdir(DIR *folder) TODAYS(readdir);
int closedir(DIR *folder);

// On arm64, arguments behind the dots are passed in another way than those before them. Where libSystem has a mode of 16 bits as an argument,
// it is an int here, as whoever calls must fill the register.
int open(const char *path, int flags, ...);
int openat(int at, const char *path, int flags, ...);
int fcntl(int file, int command, ...);
int close(int file);
ssize_t read(int file, void *bytes, size_t count);
ssize_t write(int file, const void *bytes, size_t count);
ssize_t pread(int file, void *bytes, size_t count, off_t offset);
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset);
off_t lseek(int file, off_t offset, int from);
int ftruncate(int file, off_t size);
int flock(int file, int operation);
int dup(int file);
int dup2(int file, int as);
int pipe(int ends[2]);
int getdtablesize(void);
int fsync_volume_np(int file, int flags);
void sync(void);

int access(const char *path, int mode);
int mkdir(const char *path, int mode);
int mkdirat(int at, const char *path, int mode);
int rmdir(const char *path);
int rename(const char *path, const char *to);
int renameat(int at, const char *path, int at_too, const char *to);
int symlinkat(const char *target, int at, const char *path);
int linkat(int at, const char *path, int at_too, const char *to, int flags);
int unlink(const char *path);
int unlinkat(int at, const char *path, int flags);
ssize_t readlink(const char *path, char *target, size_t room);
char *realpath(const char *path, char *resolved);
int umask(int mask);
char *getcwd(char *path, size_t room);

int execve(const char *path, char *const arguments[], char *const environment[]);
pid_t fork(void);
pid_t waitpid(pid_t process, int *status, int options);
int kill(pid_t process, int signal);
sys_handler signal(int number, sys_handler handler);
int sigprocmask(int how, const uint32_t *set, uint32_t *old);
pid_t getpid(void);
pid_t setsid(void);
uid_t geteuid(void);
gid_t getegid(void);
int usleep(unsigned microseconds);
int clock_gettime(int clock, struct timespec *now);
int sysctlbyname(const char *name, void *value, size_t *size, void *set, size_t set_size);
_Noreturn void _exit(int status);
_Noreturn void abort(void);
int *__error(void);
char ***_NSGetEnviron(void);
int _NSGetExecutablePath(char *path, uint32_t *size);
#define errno (*__error())

char *getenv(const char *name);
int setenv(const char *name, const char *value, int replaces);
char *strerror(int code);
int atoi(const char *text);

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *memory, size_t size);
void free(void *memory);
void *memchr(const void *bytes, int byte, size_t count);
int memcmp(const void *one, const void *other, size_t count);
void *memcpy(void *to, const void *from, size_t count);
void *memmove(void *to, const void *from, size_t count);
void *memset(void *bytes, int byte, size_t count);
char *strchr(const char *text, int byte);
char *strrchr(const char *text, int byte);
int strcmp(const char *one, const char *other);
int strncmp(const char *one, const char *other, size_t count);
char *strcpy(char *to, const char *from);
char *strdup(const char *text);
size_t strlen(const char *text);

int pthread_create(pthread_t *thread, const void *attributes, void *(*body)(void *), void *argument);
int pthread_join(pthread_t thread, void **result);
int pthread_mutex_init(pthread_mutex_t *mutex, const void *attributes);
int pthread_mutex_lock(pthread_mutex_t *mutex);
int pthread_mutex_unlock(pthread_mutex_t *mutex);

/// See linux.h.
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
