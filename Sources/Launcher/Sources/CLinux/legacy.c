// A distribution's libzstd also reads the formats before zstd 0.8, with 75 KB of decoders. Standing in for their entry
// points keeps them out of the launcher. A payload damaged into such a frame gets no decoder, and so is refused: the
// functions that would use one are never reached.
#include <stddef.h>

#define NO_DECODER(function) \
    void *function(void) { return NULL; }
#define NOT_REACHED(function) \
    size_t function(void) { return (size_t)-1; }

#define LEGACY(version)                                \
    NO_DECODER(ZBUFFv##version##_createDCtx)           \
    NO_DECODER(ZSTDv##version##_createDCtx)            \
    NOT_REACHED(ZBUFFv##version##_decompressContinue)  \
    NOT_REACHED(ZBUFFv##version##_decompressInitDictionary) \
    NOT_REACHED(ZBUFFv##version##_freeDCtx)            \
    NOT_REACHED(ZSTDv##version##_decompress_usingDict) \
    NOT_REACHED(ZSTDv##version##_findFrameSizeInfoLegacy) \
    NOT_REACHED(ZSTDv##version##_freeDCtx)             \
    NOT_REACHED(ZSTDv##version##_getFrameParams)

LEGACY(05)
LEGACY(06)
LEGACY(07)
