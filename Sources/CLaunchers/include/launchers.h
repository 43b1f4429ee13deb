// Programs built by ci/launchers that the tool carries inside itself, for Linux on each architecture, for Windows and macOS. A length of 0 means that the tool
// was built before they were.
#pragma once
#include <stddef.h>

/// Some bytes that live as long as the program.
typedef struct {
    const unsigned char *bytes;
    size_t count;
} launchers_file;

/// The program at the front of every artifact.
launchers_file launchers_linux_x86_64(void);
launchers_file launchers_linux_arm64(void);
launchers_file launchers_windows_x86_64(void);
launchers_file launchers_macos_x86_64(void);
launchers_file launchers_macos_arm64(void);
/// The bundled loader's stub that stands in for each program of a runtime.
launchers_file launchers_loader_linux_x86_64(void);
launchers_file launchers_loader_linux_arm64(void);
/// The stand-in for libsystemd that epmd wants.
launchers_file launchers_libsystemd_linux_x86_64(void);
launchers_file launchers_libsystemd_linux_arm64(void);
/// The stand-in for the C++ library, for bundles in which only the emulator uses it.
launchers_file launchers_libstdcxx_linux_x86_64(void);
launchers_file launchers_libstdcxx_linux_arm64(void);
/// The stand-in for the compiler's library, for bundles without native code but the runtime's.
launchers_file launchers_libgcc_linux_x86_64(void);
launchers_file launchers_libgcc_linux_arm64(void);
/// The stand-in for the Zstandard library, for bundles in which only libcrypto uses it.
launchers_file launchers_libzstd_linux_x86_64(void);
launchers_file launchers_libzstd_linux_arm64(void);
/// The keeper, which starts the programs that the tool runs and ends what comes from them.
launchers_file launchers_keeper_linux_x86_64(void);
launchers_file launchers_keeper_linux_arm64(void);
