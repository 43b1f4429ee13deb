#include "extraction.h"

#include <zstd.h>

#include "memory.h"
#include "path.h"
#include "text.h"

#define MOST_THREADS 4
#define STACK (256u << 10)
#define OUTPUT (256u << 10)

/// What the threads share.
struct extraction {
    const struct artifact *artifact;
    enum tar_use use;
    const wide *root;
    /// The next frame that nobody has taken yet.
    size_t next;
    bool has_failed;
};

/// One thread's part.
struct worker {
    struct extraction *shared;
    struct problem problem;
    bool has_failed;
    ZSTD_DCtx *context;
    uint8_t *output;
    /// What its frames held of them.
    struct link *links;
};

/// What of a frame goes where.
struct decoding {
    struct tar tar;
    struct problem *problem;
    ZSTD_DCtx *context;
    uint8_t *output;
    /// Bytes so far.
    uint64_t raw;
};

static bool decode(struct decoding *decoding, const uint8_t *bytes, const struct frame *frame) {
    ZSTD_inBuffer input = {bytes, frame->size, 0};
    size_t hint;
    do {
        ZSTD_outBuffer output = {decoding->output, OUTPUT, 0};
        hint = ZSTD_decompressStream(decoding->context, &output, &input);
        if (ZSTD_isError(hint)) return problem_damaged(decoding->problem, "its payload has changed");
        decoding->raw += output.pos;
        if (!tar_take(&decoding->tar, decoding->output, output.pos)) return false;
        // Nothing in and nothing out: it ends too early.
        if (output.pos == 0 && input.pos == input.size) break;
    } while (hint != 0);
    if (hint == 0 && input.pos == input.size && decoding->raw == frame->raw && tar_is_between_entries(&decoding->tar)) {
        return true;
    }
    return problem_damaged(decoding->problem, "its payload has changed");
}

static bool extract_frame(struct worker *worker, const struct frame *frame) {
    struct decoding decoding = {.problem = &worker->problem, .context = worker->context, .output = worker->output};
    uint8_t *bytes = artifact_frame(worker->shared->artifact, frame, &worker->problem);
    if (!bytes) return false;
    ZSTD_DCtx_reset(worker->context, ZSTD_reset_session_only);
    tar_begin(&decoding.tar, worker->shared->use, worker->shared->root, &worker->problem);
    bool is_whole = decode(&decoding, bytes, frame);
    release(bytes);
    tar_end(&decoding.tar);
    struct link **last = &decoding.tar.links;
    while (*last) last = &(*last)->next;
    *last = worker->links;
    worker->links = decoding.tar.links;
    return is_whole;
}

static bool prepare(struct worker *worker) {
    worker->context = ZSTD_createDCtx();
    worker->output = try_allocate(OUTPUT);
    return (worker->context && worker->output) || problem_is(&worker->problem, STATUS_SYSTEM, "there is not enough memory");
}

/// Takes frames until there are none left, or one of the threads has failed.
static bool run_frames(struct worker *worker) {
    struct extraction *shared = worker->shared;
    while (!__atomic_load_n(&shared->has_failed, __ATOMIC_RELAXED)) {
        size_t index = __atomic_fetch_add(&shared->next, 1, __ATOMIC_RELAXED);
        if (index >= shared->artifact->manifest.frame_count) break;
        if (!extract_frame(worker, &shared->artifact->manifest.frames[index])) return false;
    }
    return true;
}

static uint32_t work(void *context) {
    struct worker *worker = context;
    if (!prepare(worker) || !run_frames(worker)) {
        worker->has_failed = true;
        __atomic_store_n(&worker->shared->has_failed, true, __ATOMIC_RELAXED);
    }
    ZSTD_freeDCtx(worker->context);
    release(worker->output);
    return 0;
}

static size_t thread_count(size_t frames) {
    struct system_info info;
    GetSystemInfo(&info);
    size_t count = info.processors < MOST_THREADS ? info.processors : MOST_THREADS;
    return count < frames ? count : frames;
}

/// Windows lets only some users make symbolic links: each becomes a second name of its target, or else a copy.
static bool make_link(const wide *root, const struct link *link, struct problem *problem) {
    wide *path = text_wide(link->path), *target = text_wide(link->target);
    if (!path || !target) return problem_damaged(problem, "the name of a link is no UTF-8");
    path = path_child(root, wide_replace(path, '/', '\\'));
    target = path_child(root, wide_replace(target, '/', '\\'));
    if (path_is_folder(target)) {
        return problem_damaged(problem, text_join("it has a link to a folder, which Windows lacks: ", link->path, NULL));
    }
    if (CreateHardLinkW(path, target, NULL) || CopyFileW(target, path, true)) return true;
    return problem_last(problem, "cannot create ", link->path);
}

/// A symbolic link may lead to another one, which then has to be there: rounds go on as long as they make some.
static bool make_links(const wide *root, struct link *links, struct problem *problem) {
    bool has_progress = true;
    while (links && has_progress) {
        struct link *left = NULL;
        has_progress = false;
        for (struct link *link = links, *next; link; link = next) {
            next = link->next;
            if (make_link(root, link, problem)) {
                has_progress = true;
            } else {
                link->next = left;
                left = link;
            }
        }
        links = left;
    }
    return links == NULL;
}

/// Runs workers in threads of their own and one in this; where no thread can be had, the others do its work.
static void run_workers(struct worker *workers, size_t count) {
    handle threads[MOST_THREADS];
    for (size_t index = 1; index < count; index++) {
        threads[index] = CreateThread(NULL, STACK, work, &workers[index], 0, NULL);
    }
    work(&workers[0]);
    for (size_t index = 1; index < count; index++) {
        if (!threads[index]) continue;
        WaitForSingleObject(threads[index], FOREVER);
        CloseHandle(threads[index]);
    }
}

bool extract(const struct artifact *artifact, enum tar_use use, const wide *root, struct problem *problem) {
    struct extraction shared = {artifact, use, root, 0, false};
    struct worker workers[MOST_THREADS] = {0};
    size_t count = thread_count(artifact->manifest.frame_count);
    for (size_t index = 0; index < count; index++) workers[index].shared = &shared;
    run_workers(workers, count);
    struct link *links = NULL;
    for (size_t index = 0; index < count; index++) {
        if (workers[index].has_failed) {
            *problem = workers[index].problem;
            return false;
        }
        for (struct link *link = workers[index].links, *next; link; link = next) {
            next = link->next;
            link->next = links;
            links = link;
        }
    }
    return use != TAR_UNPACK || make_links(root, links, problem);
}
