// The launcher of artifacts for Windows: unpacks what it carries on the first run, and runs it.
#include "artifact.h"
#include "command_line.h"
#include "installation.h"
#include "launch.h"
#include "text.h"
#include "words.h"

static bool run(struct problem *problem) {
    struct artifact artifact;
    struct installation installation;
    const wide *arguments = command_line_arguments(GetCommandLineW());
    if (!artifact_open(&artifact, problem) || !words_run(&artifact, arguments, problem)) return false;
    if (text_is(artifact.manifest.mode, "daemon")) {
        return problem_is(problem, STATUS_REFUSED, "it is a daemon, which Windows does not have; its mode must be another");
    }
    return installation_get(&installation, &artifact, problem) && launch(&artifact, &installation, arguments, problem);
}

// Near the program's front, so that one that has lost its payload can still be recognised.
__asm__(".text\nlauncher_note: .asciz \"BMATRIX\"\n");

/// Where Windows begins.
void start(void) {
    // Named here, or the linker would leave it out.
    __asm__ volatile("lea launcher_note(%%rip), %%rax" : : : "rax");
    struct problem problem = {STATUS_SYSTEM, "it could not be started"};
    run(&problem);
    problem_end(&problem);
}
