#include "extraction.h"

#include "memory.h"
#include "path.h"
#include "tar.h"
#include "text.h"
#include "zstd/zstd.h"

#define MOST_THREADS 8
#define STACK (256u << 10)

/// What the threads share.
struct extraction {
    const struct artifact *artifact;
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
    /// What its frames held of them.
    struct link *links;
};

struct sink {
    struct tar tar;
    uint64_t raw;
};

static const struct zstd_memory zstd_memory = {try_allocate, release};

static bool take(void *context, const uint8_t *bytes, size_t count) {
    struct sink *sink = context;
    sink->raw += count;
    return tar_take(&sink->tar, bytes, count);
}

static bool finish_frame(enum zstd_result result, const struct sink *sink, const struct frame *frame) {
    switch (result) {
    case ZSTD_SINK_FAILED: return false;
    case ZSTD_NO_MEMORY: return problem_is(sink->tar.problem, STATUS_SYSTEM, "there is not enough memory");
    case ZSTD_WHOLE:
        if (sink->raw == frame->raw && tar_is_between_entries(&sink->tar)) return true;
        break;
    case ZSTD_DAMAGED: break;
    }
    return problem_damaged(sink->tar.problem, "its payload has changed");
}

static bool extract_frame(struct worker *worker, const struct frame *frame) {
    uint8_t *bytes = artifact_frame(worker->shared->artifact, frame, &worker->problem);
    if (!bytes) return false;
    struct sink sink = {.raw = 0};
    tar_begin(&sink.tar, worker->shared->root, &worker->problem);
    bool is_whole = finish_frame(zstd_decode(bytes, frame->size, &zstd_memory, take, &sink), &sink, frame);
    release(bytes);
    tar_end(&sink.tar);
    struct link **last = &sink.tar.links;
    while (*last) last = &(*last)->next;
    *last = worker->links;
    worker->links = sink.tar.links;
    return is_whole;
}

static uint32_t work(void *context) {
    struct worker *worker = context;
    struct extraction *shared = worker->shared;
    size_t count = shared->artifact->manifest.frame_count;
    while (!__atomic_load_n(&shared->has_failed, __ATOMIC_RELAXED)) {
        size_t index = __atomic_fetch_add(&shared->next, 1, __ATOMIC_RELAXED);
        if (index >= count) break;
        if (extract_frame(worker, &shared->artifact->manifest.frames[index])) continue;
        worker->has_failed = true;
        __atomic_store_n(&shared->has_failed, true, __ATOMIC_RELAXED);
    }
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

bool extract(const struct artifact *artifact, const wide *root, struct problem *problem) {
    struct extraction shared = {artifact, root, 0, false};
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
    return !root || make_links(root, links, problem);
}
