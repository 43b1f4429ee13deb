// The part of macOS' libSystem that the launcher uses, as its documentation has it. Declared here so that building the launcher takes the
// compiler and the linker only; names are those of Linux where only the names differ.
#pragma once
#include <stddef.h>
#include <stdint.h>

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
#define SIG_SETMASK 3
#define NSIG 32
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
