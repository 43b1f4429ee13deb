// What libcrypto wants of the Zstandard library: compression of what TLS and CMS exchange, which Erlang's crypto never asks for. In a
// bundle whose only user of the library is libcrypto this stands in for 0.8 MB; every call fails as the library's own can.
typedef __SIZE_TYPE__ size;

// The library's general error.
static const size failed = ~(size)0;

unsigned ZSTD_isError(size code) { return code > ~(size)0 - 120; }
const char *ZSTD_getErrorName(size code) {
    (void)code;
    return "Zstandard is not part of this bundle";
}
struct memory {
    void *allocate, *release, *user;
};
void *ZSTD_createCStream_advanced(struct memory memory) { return (void)memory, (void *)0; }
void *ZSTD_createDStream_advanced(struct memory memory) { return (void)memory, (void *)0; }
size ZSTD_freeCStream(void *stream) { return (void)stream, 0; }
size ZSTD_freeDStream(void *stream) { return (void)stream, 0; }
size ZSTD_initCStream(void *stream, int level) { return (void)stream, (void)level, failed; }
size ZSTD_initDStream(void *stream) { return (void)stream, failed; }
size ZSTD_compressStream2(void *stream, void *output, void *input, int end) {
    return (void)stream, (void)output, (void)input, (void)end, failed;
}
size ZSTD_decompressStream(void *stream, void *output, void *input) {
    return (void)stream, (void)output, (void)input, failed;
}
size ZSTD_flushStream(void *stream, void *output) { return (void)stream, (void)output, failed; }
size ZSTD_endStream(void *stream, void *output) { return (void)stream, (void)output, failed; }
size ZSTD_CStreamInSize(void) { return 128 << 10; }
size ZSTD_DStreamInSize(void) { return 128 << 10; }
size ZSTD_compress(void *to, size room, const void *from, size count, int level) {
    return (void)to, (void)room, (void)from, (void)count, (void)level, failed;
}
size ZSTD_decompress(void *to, size room, const void *from, size count) {
    return (void)to, (void)room, (void)from, (void)count, failed;
}
