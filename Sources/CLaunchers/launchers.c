#include "launchers.h"

// #embed is C23, and clang's extension in older C; __has_embed lets the tool build before `ci/launchers` has run.
#pragma clang diagnostic ignored "-Wc23-extensions"

#if __has_embed("binaries/linux-x86_64")
static const unsigned char launcher_x86_64[] = {
#embed "binaries/linux-x86_64"
};
launchers_file launchers_linux_x86_64(void) { return (launchers_file){launcher_x86_64, sizeof launcher_x86_64}; }
#else
launchers_file launchers_linux_x86_64(void) { return (launchers_file){0, 0}; }
#endif

#if __has_embed("binaries/loader-linux-x86_64")
static const unsigned char loader_x86_64[] = {
#embed "binaries/loader-linux-x86_64"
};
launchers_file launchers_loader_linux_x86_64(void) { return (launchers_file){loader_x86_64, sizeof loader_x86_64}; }
#else
launchers_file launchers_loader_linux_x86_64(void) { return (launchers_file){0, 0}; }
#endif

#if __has_embed("binaries/libsystemd-linux-x86_64.so.0")
static const unsigned char libsystemd_x86_64[] = {
#embed "binaries/libsystemd-linux-x86_64.so.0"
};
launchers_file launchers_libsystemd_linux_x86_64(void) {
    return (launchers_file){libsystemd_x86_64, sizeof libsystemd_x86_64};
}
#else
launchers_file launchers_libsystemd_linux_x86_64(void) { return (launchers_file){0, 0}; }
#endif

#if __has_embed("binaries/keeper-linux-x86_64")
static const unsigned char keeper_x86_64[] = {
#embed "binaries/keeper-linux-x86_64"
};
launchers_file launchers_keeper_linux_x86_64(void) { return (launchers_file){keeper_x86_64, sizeof keeper_x86_64}; }
#else
launchers_file launchers_keeper_linux_x86_64(void) { return (launchers_file){0, 0}; }
#endif
