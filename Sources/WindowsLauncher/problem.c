#include "problem.h"

#include "console.h"
#include "text.h"
#include "windows.h"

bool problem_is(struct problem *problem, int status, const char *text) {
    *problem = (struct problem){status, text};
    return false;
}

bool problem_damaged(struct problem *problem, const char *detail) {
    return problem_is(
        problem, STATUS_DAMAGED, text_join("this file is damaged (", detail, "); fetch or build it again", NULL));
}

bool problem_last(struct problem *problem, const char *what, const char *on) {
    const char *reason = system_message(GetLastError());
    return problem_is(problem, STATUS_SYSTEM, text_join(what, on, ": ", reason, NULL));
}

const char *system_message(uint32_t code) {
    wide message[512];
    uint32_t count = FormatMessageW(MESSAGE_FROM_SYSTEM, NULL, code, 0, message, 512, NULL);
    // Messages end with a stop and a line break.
    while (count > 0 && (message[count - 1] <= ' ' || message[count - 1] == '.')) count--;
    if (count == 0) return text_join("error ", text_decimal(code), " of Windows", NULL);
    message[count] = 0;
    return text_narrow(message);
}

void problem_end(const struct problem *problem) {
    print(STDERR_NUMBER, text_join("bmatrix: ", problem->text, "\n", NULL));
    ExitProcess((uint32_t)problem->status);
}
