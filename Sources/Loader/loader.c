// The bundled loader's stub: stands at DIR/NAME, with the real program beside it as DIR/NAME.elf, and becomes
//
//     P/libc/ld.so --inhibit-cache --library-path P/libc --argv0 ARGV0 DIR/NAME.elf ARGUMENT...
//
// where P is the nearest folder above that holds libc/ld.so. If it was started as FOLDER/APP.smp and there is a link
// FOLDER/APP to the loader, it becomes that, so that the process bears the app's name. So a program built for a newer libc runs on any Linux from
// any place: no shell, no absolute path, nothing in the environment that children would inherit.
// Freestanding: no libc is linked, the whole program is about 2 KB.

#define PATH_BYTES 4096
#define AT_FDCWD -100
#define AT_EXECFN 31
#define X_OK 1

#if defined(__x86_64__)
#define SYS_write 1
#define SYS_execve 59
#define SYS_exit_group 231
#define SYS_readlinkat 267
#define SYS_faccessat 269
__asm__(".globl _start\n_start: xor %ebp,%ebp\n mov %rsp,%rdi\n and $-16,%rsp\n call start\n hlt\n");
static long call(long number, long a, long b, long c, long d) {
    long result;
    register long r10 __asm__("r10") = d;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10)
                     : "rcx", "r11", "memory");
    return result;
}
#elif defined(__aarch64__)
#define SYS_faccessat 48
#define SYS_write 64
#define SYS_readlinkat 78
#define SYS_exit_group 94
#define SYS_execve 221
__asm__(".globl _start\n_start: mov x29,#0\n mov x0,sp\n bl start\n");
static long call(long number, long a, long b, long c, long d) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    register long x3 __asm__("x3") = d;
    __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
    return x0;
}
#else
#error "no system calls known for this architecture"
#endif

static long length(const char *text) {
    long count = 0;
    while (text[count]) count++;
    return count;
}

/// Copies the text and gives the place of its end, for the next part.
static char *put(char *to, const char *text) {
    while (*text) *to++ = *text++;
    *to = 0;
    return to;
}

static void print(const char *text) { call(SYS_write, 2, (long)text, length(text), 0); }

static void fail(const char *what, const char *path) {
    print("bundled loader: ");
    print(what);
    print(path);
    print("\n");
    call(SYS_exit_group, 127, 0, 0, 0);
}

/// Cuts the last component off; gives 0 when there is none.
static int cut(char *path) {
    char *slash = 0;
    for (char *next = path; *next; next++)
        if (*next == '/') slash = next;
    if (slash) *slash = 0;
    return slash != 0;
}

static char self[PATH_BYTES], named[PATH_BYTES], program[PATH_BYTES + 8], libraries[PATH_BYTES + 8], loader[PATH_BYTES + 16];

/// Without /proc, the path that the kernel was told to execute.
static void find_self(const char *told) {
    long count = call(SYS_readlinkat, AT_FDCWD, (long)"/proc/self/exe", (long)self, PATH_BYTES - 1);
    if (count > 0)
        self[count] = 0;
    else
        put(self, told);
}

static const char *told_path(const unsigned long *auxiliary) {
    for (; auxiliary[0]; auxiliary += 2)
        if (auxiliary[0] == AT_EXECFN && length((const char *)auxiliary[1]) < PATH_BYTES)
            return (const char *)auxiliary[1];
    return "";
}

static int can_execute(const char *path) { return call(SYS_faccessat, AT_FDCWD, (long)path, X_OK, 0) == 0; }

/// The loader under the app's name, or else under its own.
static const char *loader_for(const char *told) {
    char *end = put(named, told) - 4;
    if (end <= named || end[0] != '.' || end[1] != 's' || end[2] != 'm' || end[3] != 'p') return loader;
    *end = 0;
    return can_execute(named) ? named : loader;
}

__attribute__((used)) void start(unsigned long *stack) {
    long count = (long)stack[0];
    char **arguments = (char **)(stack + 1);
    char **environment = arguments + count + 1;
    char **end = environment;
    while (*end) end++;

    const char *told = told_path((const unsigned long *)(end + 1));
    find_self(told);
    put(put(program, self), ".elf");
    do {
        if (!cut(self)) fail("no libc/ld.so above ", program);
        put(put(libraries, self), "/libc");
        put(put(loader, libraries), "/ld.so");
    } while (!can_execute(loader));
    const char *become = loader_for(told);

    char *all[count + 8];
    long next = 0;
    all[next++] = (char *)become;
    all[next++] = "--inhibit-cache";
    all[next++] = "--library-path";
    all[next++] = libraries;
    all[next++] = "--argv0";
    all[next++] = count ? arguments[0] : program;
    all[next++] = program;
    for (long index = 1; index < count; index++) all[next++] = arguments[index];
    all[next] = 0;
    call(SYS_execve, (long)become, (long)all, (long)environment, 0);
    fail("cannot execute ", loader);
}
