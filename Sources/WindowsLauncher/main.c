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
    bool is_missing = false;
    if (!installation_get(&installation, &artifact, problem)) return false;
    launch(&artifact, &installation, arguments, &is_missing, problem);
    if (!is_missing) return false;
    // Somebody has cleaned the folder: once more.
    if (!installation_discard(&installation, &artifact, problem)) return false;
    if (!installation_get(&installation, &artifact, problem)) return false;
    return launch(&artifact, &installation, arguments, &is_missing, problem);
}

/// Where Windows begins.
void start(void) {
    struct problem problem = {STATUS_SYSTEM, "it could not be started"};
    run(&problem);
    problem_end(&problem);
}
