// The part of Windows' interface that the launcher uses, as its documentation has it. Declared here so that building the launcher takes
// the compiler and the linker only.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef void *handle;
typedef uint16_t wide;

#define IMPORTED __declspec(dllimport)
#define NO_HANDLE ((handle)(intptr_t)-1)

enum {
    ERROR_FILE_NOT_FOUND = 2,
    ERROR_PATH_NOT_FOUND = 3,
    ERROR_ACCESS_DENIED = 5,
    ERROR_SHARING_VIOLATION = 32,
    ERROR_BAD_EXE_FORMAT = 193,
    ERROR_ALREADY_EXISTS = 183,
    ERROR_EXE_MACHINE_TYPE_MISMATCH = 216,
};

struct file_time {
    uint32_t low, high;
};

struct found_file {
    uint32_t attributes;
    struct file_time created, used, written;
    uint32_t size_high, size_low, reserved[2];
    wide name[260], short_name[14];
};

struct overlapped {
    uintptr_t internal[2];
    uint32_t offset_low, offset_high;
    handle event;
};

struct security_attributes {
    uint32_t size;
    void *descriptor;
    int inherits;
};

struct startup_info {
    uint32_t size;
    wide *reserved, *desktop, *title;
    uint32_t x, y, width, height, columns, rows, fill, flags;
    uint16_t show, extra_size;
    uint8_t *extra;
    handle input, output, error;
};

struct process_info {
    handle process, thread;
    uint32_t process_id, thread_id;
};

struct job_limits {
    int64_t process_time, job_time;
    uint32_t flags;
    uintptr_t smallest_set, largest_set;
    uint32_t processes;
    uintptr_t affinity;
    uint32_t priority, scheduling;
    uint64_t io_counters[6];
    uintptr_t process_memory, job_memory, peak_process_memory, peak_job_memory;
};

struct system_info {
    uint16_t architecture, reserved;
    uint32_t page_size;
    void *lowest, *highest;
    uintptr_t mask;
    uint32_t processors, processor_type, granularity;
    uint16_t level, revision;
};

#define FILE_READ 0x80000000u
#define FILE_WRITE 0x40000000u
#define READ_CONTROL 0x00020000u
#define SHARE_READ 1u
#define SHARE_ALL 7u
#define CREATE_NEW 1u
#define OPEN_EXISTING 3u
#define OPEN_ALWAYS 4u
#define NORMAL_FILE 0x80u
#define FLAG_BACKUP_SEMANTICS 0x02000000u
#define FLAG_OPEN_REPARSE_POINT 0x00200000u
#define IS_DIRECTORY 0x10u
#define IS_READ_ONLY 0x1u
#define IS_REPARSE_POINT 0x400u
#define NO_ATTRIBUTES 0xFFFFFFFFu
#define LOCK_FAIL_IMMEDIATELY 1u
#define LOCK_EXCLUSIVE 2u
#define FIND_BASIC 1
#define FIND_MANY_AT_ONCE 2u
#define MOVE_REPLACE 1u
#define MOVE_WRITE_THROUGH 8u
#define STARTUP_HANDLES 0x100u
#define CREATE_SUSPENDED 4u
#define UTF8 65001u
#define STRICT 8u
#define JOB_EXTENDED_LIMITS 9
#define JOB_KILL_ON_CLOSE 0x2000u
#define FOREVER 0xFFFFFFFFu
#define MESSAGE_FROM_SYSTEM 0x1200u
#define STDIN_NUMBER ((uint32_t)-10)
#define STDOUT_NUMBER ((uint32_t)-11)
#define STDERR_NUMBER ((uint32_t)-12)

// Files
IMPORTED handle CreateFileW(const wide *, uint32_t, uint32_t, struct security_attributes *, uint32_t, uint32_t, handle);
IMPORTED int CloseHandle(handle);
IMPORTED int ReadFile(handle, void *, uint32_t, uint32_t *, struct overlapped *);
IMPORTED int WriteFile(handle, const void *, uint32_t, uint32_t *, struct overlapped *);
IMPORTED int GetFileSizeEx(handle, int64_t *);
IMPORTED int LockFileEx(handle, uint32_t, uint32_t, uint32_t, uint32_t, struct overlapped *);
IMPORTED int CreateDirectoryW(const wide *, struct security_attributes *);
IMPORTED int RemoveDirectoryW(const wide *);
IMPORTED int DeleteFileW(const wide *);
IMPORTED int MoveFileExW(const wide *, const wide *, uint32_t);
IMPORTED int CopyFileW(const wide *, const wide *, int);
IMPORTED int CreateHardLinkW(const wide *, const wide *, struct security_attributes *);
IMPORTED uint32_t GetFileAttributesW(const wide *);
IMPORTED int SetFileAttributesW(const wide *, uint32_t);
IMPORTED handle FindFirstFileW(const wide *, struct found_file *);
IMPORTED handle FindFirstFileExW(const wide *, int, struct found_file *, int, void *, uint32_t);
IMPORTED int FindNextFileW(handle, struct found_file *);
IMPORTED int FindClose(handle);
IMPORTED uint32_t GetFullPathNameW(const wide *, uint32_t, wide *, wide **);

// The process and those that it starts
IMPORTED uint32_t GetModuleFileNameW(handle, wide *, uint32_t);
IMPORTED wide *GetCommandLineW(void);
IMPORTED uint32_t GetEnvironmentVariableW(const wide *, wide *, uint32_t);
IMPORTED int SetEnvironmentVariableW(const wide *, const wide *);
IMPORTED handle GetStdHandle(uint32_t);
IMPORTED void GetStartupInfoW(struct startup_info *);
IMPORTED int CreateProcessW(
    const wide *, wide *, struct security_attributes *, struct security_attributes *, int, uint32_t, void *, const wide *,
    struct startup_info *, struct process_info *);
IMPORTED handle CreateJobObjectW(struct security_attributes *, const wide *);
IMPORTED int SetInformationJobObject(handle, int, void *, uint32_t);
IMPORTED int AssignProcessToJobObject(handle, handle);
IMPORTED uint32_t ResumeThread(handle);
IMPORTED uint32_t WaitForSingleObject(handle, uint32_t);
IMPORTED int GetExitCodeProcess(handle, uint32_t *);
IMPORTED handle CreateThread(
    struct security_attributes *, uintptr_t, uint32_t (*)(void *), void *, uint32_t, uint32_t *);
IMPORTED __attribute__((noreturn)) void ExitProcess(uint32_t);
IMPORTED void Sleep(uint32_t);
IMPORTED uint64_t GetTickCount64(void);
IMPORTED void GetSystemTimeAsFileTime(struct file_time *);
IMPORTED void GetSystemInfo(struct system_info *);
IMPORTED int SetConsoleCtrlHandler(int (*)(uint32_t), int);
IMPORTED int GetConsoleMode(handle, uint32_t *);
IMPORTED int WriteConsoleW(handle, const wide *, uint32_t, uint32_t *, void *);

// Memory, text and errors
IMPORTED handle GetProcessHeap(void);
IMPORTED void *HeapAlloc(handle, uint32_t, uintptr_t);
IMPORTED int HeapFree(handle, uint32_t, void *);
IMPORTED int MultiByteToWideChar(uint32_t, uint32_t, const char *, int, wide *, int);
IMPORTED int WideCharToMultiByte(uint32_t, uint32_t, const wide *, int, char *, int, const char *, int *);
IMPORTED uint32_t GetLastError(void);
IMPORTED void SetLastError(uint32_t);
IMPORTED uint32_t FormatMessageW(uint32_t, const void *, uint32_t, uint32_t, wide *, uint32_t, void *);
IMPORTED void *LocalFree(void *);

// Who owns what
IMPORTED handle GetCurrentProcess(void);
IMPORTED int OpenProcessToken(handle, uint32_t, handle *);
IMPORTED int GetTokenInformation(handle, int, void *, uint32_t, uint32_t *);
IMPORTED int EqualSid(void *, void *);
IMPORTED int ConvertSidToStringSidW(void *, wide **);
IMPORTED int ConvertStringSecurityDescriptorToSecurityDescriptorW(const wide *, uint32_t, void **, uint32_t *);
IMPORTED uint32_t GetSecurityInfo(handle, int, uint32_t, void **, void **, void **, void **, void **);
