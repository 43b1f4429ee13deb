// What the launcher for Windows makes of bytes that nobody vouches for: manifests, tar archives, names, command lines. Built for this system,
// with libFuzzer; what of Windows these parts use is stood in for below.
#include <stdio.h>
#include <stdlib.h>

#include "../../Sources/WindowsLauncher/artifact.h"
#include "../../Sources/WindowsLauncher/command_line.h"
#include "../../Sources/WindowsLauncher/info.h"
#include "../../Sources/WindowsLauncher/memory.h"
#include "../../Sources/WindowsLauncher/path.h"
#include "../../Sources/WindowsLauncher/tar.h"
#include "../../Sources/WindowsLauncher/text.h"

// The launcher gives little back; here each input begins anew.
static void *taken[1 << 16];
static size_t count;

void *try_allocate(size_t size) {
    void *memory = calloc(1, size);
    if (count < sizeof taken / sizeof *taken) taken[count++] = memory;
    return memory;
}
void *allocate(size_t size) { return try_allocate(size); }
void release(void *memory) { (void)memory; }
static void release_all(void) {
    while (count > 0) free(taken[--count]);
}

uint32_t GetLastError(void) { return 0; }
void ExitProcess(uint32_t status) { exit((int)status); }
uint32_t FormatMessageW(uint32_t flags, const void *source, uint32_t code, uint32_t language, wide *text, uint32_t size, void *more) {
    (void)flags, (void)source, (void)code, (void)language, (void)text, (void)size, (void)more;
    return 0;
}
void print(uint32_t stream, const char *text) { (void)stream, (void)text; }
int CloseHandle(handle file) { return file != NULL; }

/// Of a text, each byte as a character of its own.
static wide *widened(const uint8_t *bytes, size_t size) {
    wide *text = allocate((size + 1) * sizeof(wide));
    for (size_t index = 0; index < size; index++) text[index] = bytes[index];
    return text;
}

static void demand(bool holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "fuzz: %s\n", what);
    abort();
}

static void try_manifest(const uint8_t *bytes, size_t size) {
    struct problem problem = {0};
    struct artifact artifact = {.size = size};
    const char *text = text_copy((const char *)bytes, size);
    // The reader of a manifest sees no zero byte but the one behind it.
    size = strlen(text);
    bool is_sound = manifest_parse(&artifact.manifest, text, size, 0, 4096, &problem);
    demand(is_sound || (problem.status == STATUS_DAMAGED && problem.text), "a refused manifest has a reason");
    demand(strlen(info_text(&artifact, true)) >= 10 && info_text(&artifact, false), "bmx:info says something");
    manifest_value(&artifact.manifest, "control");
}

static void try_tar(const uint8_t *bytes, size_t size) {
    struct problem problem = {0};
    struct tar tar;
    tar_begin(&tar, TAR_LOOK, NULL, &problem);
    // In pieces, as they come from the decoder.
    size_t piece = size == 0 ? 1 : bytes[0] + 1u;
    bool is_sound = true;
    for (size_t place = 0; is_sound && place < size; place += piece) {
        is_sound = tar_take(&tar, bytes + place, piece < size - place ? piece : size - place);
    }
    demand(is_sound || (problem.status == STATUS_DAMAGED && problem.text), "a refused archive has a reason");
    for (struct link *link = tar.links; link; link = link->next) {
        demand(path_is_safe(link->path) && path_is_safe(link->target), "links stay inside");
    }
    tar_end(&tar);
}

static void try_names(const uint8_t *bytes, size_t size) {
    const char *name = text_copy((const char *)bytes, size), *mark = name;
    while (*mark && *mark != '\n') mark++;
    const char *first = text_copy(name, (size_t)(mark - name)), *second = *mark ? mark + 1 : "";
    if (path_is_safe(first)) {
        demand(first[0] != '/' && !text_is(first, "..") && !text_begins(first, "../"), "a safe name is a relative one");
        const char *place = path_resolve(first, second);
        demand(!place || path_is_safe(place), "a link leads to a safe place");
    }
}

static void try_command_line(const uint8_t *bytes, size_t size) {
    const wide *line = widened(bytes, size), *rest = command_line_arguments(line);
    while (command_line_next(&rest)) {}
    demand(*rest == 0, "a command line is read to its end");
    const wide *quoted = command_line_quote(line), *given = quoted, *back = command_line_next(&given);
    size_t length = wide_length(line);
    demand(back && wide_length(back) == length && memcmp(back, line, length * sizeof(wide)) == 0, "a quoted argument comes back");
    demand(*given == 0, "a quoted argument is one");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (size == 0) return 0;
    static void (*const tries[])(const uint8_t *, size_t) = {try_manifest, try_tar, try_names, try_command_line};
    tries[bytes[0] % 4](bytes + 1, size - 1);
    release_all();
    return 0;
}
