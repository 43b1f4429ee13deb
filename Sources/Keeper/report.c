// What the keeper tells: packets of whole lines.
//
//     failed STEP NUMBER                     the program cannot be started; the last word
//     busy                                   somebody has the program open for writing; it is tried again
//     started                                the program runs on its terminal
//     skipped WHAT                           the sandbox has to do without something
//     ended exited|signalled N REASON        the program has ended; REASON: itself, timeout, output, asked
//     left PID COMMAND LINE                  a process that outlived the program, or refuses to go
//     process PID COMMAND LINE               one of those asked for, followed by `listed` after the last
//     socket N                               0 with the socket asked for beside it, or an error number
//     usage USER SYSTEM PEAK                 microseconds of processor time, kilobytes of the largest process
//     serving                                the program has ended, its service may run
//     done                                   no process is left; the last word
#include "keeper.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

static char packet[1 << 14];
static size_t filled;

void report(const char *format, ...) {
    char line[1024];
    va_list values;
    va_start(values, format);
    int count = vsnprintf(line, sizeof line - 1, format, values);
    va_end(values);
    if (count < 0) return;
    if ((size_t)count > sizeof line - 2) count = sizeof line - 2;
    if (filled + (size_t)count + 1 > sizeof packet) send_report();
    for (int index = 0; index < count; index++) packet[filled++] = line[index];
    packet[filled++] = '\n';
}

bool send_report(void) {
    ssize_t sent = 1;
    while (filled && (sent = send(CONTROL, packet, filled, MSG_NOSIGNAL)) < 0 && errno == EINTR) continue;
    filled = 0;
    return sent > 0;
}

_Noreturn void fail(const char *step, int number) {
    report("failed %s %d", step, number);
    send_report();
    exit(1);
}
