// Stands for Erlang's erl.exe where ci/windows tries artifacts: says how it was started, or does what the arguments of the user ask.
#include "../../Sources/WindowsLauncher/console.h"
#include "../../Sources/WindowsLauncher/text.h"
#include "../../Sources/WindowsLauncher/variable.h"
#include "../../Sources/WindowsLauncher/windows.h"

// Windows' own way to take a command line apart.
IMPORTED wide **CommandLineToArgvW(const wide *, int *);
IMPORTED uint32_t GetCurrentDirectoryW(uint32_t, wide *);

static void line(const char *what, const wide *value) { print(STDOUT_NUMBER, text_join(what, text_narrow(value), "\n", NULL)); }

static void copy_input(void) {
    static char bytes[1 << 16];
    uint32_t got = 0, written;
    while (ReadFile(GetStdHandle(STDIN_NUMBER), bytes, sizeof bytes, &got, NULL) && got > 0) {
        WriteFile(GetStdHandle(STDOUT_NUMBER), bytes, got, &written, NULL);
    }
}

static uint32_t number(const wide *text) {
    uint32_t value = 0;
    for (; *text >= '0' && *text <= '9'; text++) value = value * 10 + (uint32_t)(*text - '0');
    return value;
}

void start(void) {
    int count;
    wide **arguments = CommandLineToArgvW(GetCommandLineW(), &count);
    int first = 1;
    while (first < count && !text_is(text_narrow(arguments[first]), "-extra")) first++;
    first++;
    // In an escript, its own path comes before what the user wrote.
    while (first < count && text_begins(text_narrow(arguments[first]), text_narrow(variable(L"BMATRIX_ROOT")))) first++;
    const char *word = first < count ? text_narrow(arguments[first]) : "";
    if (text_is(word, "exit") && first + 1 < count) ExitProcess(number(arguments[first + 1]));
    if (text_is(word, "cat")) {
        copy_input();
        ExitProcess(0);
    }
    if (text_is(word, "sleep")) {
        print(STDOUT_NUMBER, "sleeping\n");
        Sleep(FOREVER);
    }
    if (text_is(word, "env") && first + 1 < count) {
        const wide *value = variable(arguments[first + 1]);
        line("", value ? value : L"(not set)");
        ExitProcess(0);
    }
    if (text_is(word, "emulator")) {
        for (int index = 0; index < first; index++) line("emulator: ", arguments[index]);
    }
    static wide folder[32768];
    GetCurrentDirectoryW(32768, folder);
    line("folder: ", folder);
    for (int index = first; index < count; index++) line("argument: ", arguments[index]);
    ExitProcess(0);
}
