// A program, or a library without contents, for Windows: stands for those that nothing here starts.
#include "../../Sources/WindowsLauncher/windows.h"

void start(void) { ExitProcess(0); }
int library(void) { return 1; }
