// The part of libzstd's interface that the launcher uses: that for decoding block by block into buffers of one's own.
// Declared here because zstd's own header comes from the glibc world, which must not be on the launcher's search path.
#pragma once
#include <stddef.h>

typedef struct ZSTD_DCtx_s ZSTD_DCtx;

typedef struct {
    unsigned long long frameContentSize;
    unsigned long long windowSize;
    unsigned blockSizeMax;
    /// 0 for frames that have content
    unsigned frameType;
    unsigned headerSize;
    unsigned dictID;
    unsigned checksumFlag;
    unsigned reserved[2];
} ZSTD_frameHeader;

ZSTD_DCtx *ZSTD_createDCtx(void);
size_t ZSTD_freeDCtx(ZSTD_DCtx *context);
/// `ZSTD_d_forceIgnoreChecksum`
enum { ZSTD_ignore_checksum = 1002 };
size_t ZSTD_DCtx_setParameter(ZSTD_DCtx *context, int parameter, int value);
/// 0 if the bytes begin with a whole header.
size_t ZSTD_getFrameHeader(ZSTD_frameHeader *header, const void *bytes, size_t count);
/// Starts a frame.
size_t ZSTD_decompressBegin(ZSTD_DCtx *context);
/// How many bytes the next step takes; 0 behind the end of a frame.
size_t ZSTD_nextSrcSizeToDecompress(ZSTD_DCtx *context);
/// Gives the size of what it has written at `output`, or an error for `ZSTD_isError`. What was written before must still be there, as
/// far as the frame's window reaches back.
size_t ZSTD_decompressContinue(ZSTD_DCtx *context, void *output, size_t room, const void *input, size_t count);
unsigned ZSTD_isError(size_t code);
