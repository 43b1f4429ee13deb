#include "launchers.h"

// #embed is C23, and clang's extension in older C; __has_embed lets the tool build before `ci/launchers` has run.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define BINARY launchers_linux_x86_64
#define PATH "binaries/linux-x86_64"
#include "binary.h"

#define BINARY launchers_loader_linux_x86_64
#define PATH "binaries/loader-linux-x86_64"
#include "binary.h"

#define BINARY launchers_libsystemd_linux_x86_64
#define PATH "binaries/libsystemd-linux-x86_64.so"
#include "binary.h"

#define BINARY launchers_libstdcxx_linux_x86_64
#define PATH "binaries/libstdcxx-linux-x86_64.so"
#include "binary.h"

#define BINARY launchers_libgcc_linux_x86_64
#define PATH "binaries/libgcc-linux-x86_64.so"
#include "binary.h"

#define BINARY launchers_libzstd_linux_x86_64
#define PATH "binaries/libzstd-linux-x86_64.so"
#include "binary.h"

#define BINARY launchers_keeper_linux_x86_64
#define PATH "binaries/keeper-linux-x86_64"
#include "binary.h"

#define BINARY launchers_linux_arm64
#define PATH "binaries/linux-arm64"
#include "binary.h"

#define BINARY launchers_loader_linux_arm64
#define PATH "binaries/loader-linux-arm64"
#include "binary.h"

#define BINARY launchers_libsystemd_linux_arm64
#define PATH "binaries/libsystemd-linux-arm64.so"
#include "binary.h"

#define BINARY launchers_libstdcxx_linux_arm64
#define PATH "binaries/libstdcxx-linux-arm64.so"
#include "binary.h"

#define BINARY launchers_libgcc_linux_arm64
#define PATH "binaries/libgcc-linux-arm64.so"
#include "binary.h"

#define BINARY launchers_libzstd_linux_arm64
#define PATH "binaries/libzstd-linux-arm64.so"
#include "binary.h"

#define BINARY launchers_keeper_linux_arm64
#define PATH "binaries/keeper-linux-arm64"
#include "binary.h"

#define BINARY launchers_windows_x86_64
#define PATH "binaries/windows-x86_64.exe"
#include "binary.h"

#define BINARY launchers_macos_x86_64
#define PATH "binaries/macos-x86_64"
#include "binary.h"

#define BINARY launchers_macos_arm64
#define PATH "binaries/macos-arm64"
#include "binary.h"
