// The part of libzstd's stable interface that the launcher uses. Declared here because zstd's own header comes from
// the glibc world, which must not be on the launcher's search path.
#pragma once
#include <stddef.h>

typedef struct ZSTD_DCtx_s ZSTD_DCtx;

typedef struct {
    const void *src;
    size_t size;
    size_t pos;
} ZSTD_inBuffer;

typedef struct {
    void *dst;
    size_t size;
    size_t pos;
} ZSTD_outBuffer;

ZSTD_DCtx *ZSTD_createDCtx(void);
size_t ZSTD_freeDCtx(ZSTD_DCtx *context);
/// `directive` 1 starts a new frame.
size_t ZSTD_DCtx_reset(ZSTD_DCtx *context, int directive);
/// `ZSTD_d_windowLogMax`
enum { ZSTD_window_log_max = 100 };
size_t ZSTD_DCtx_setParameter(ZSTD_DCtx *context, int parameter, int value);
/// 0 when a frame is complete, an error for `ZSTD_isError`, else a hint.
size_t ZSTD_decompressStream(ZSTD_DCtx *context, ZSTD_outBuffer *output, ZSTD_inBuffer *input);
unsigned ZSTD_isError(size_t code);
