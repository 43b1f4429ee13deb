// One binary, for launchers.c: BINARY is the function that hands it out, PATH the file.
#if __has_embed(PATH)
launchers_file BINARY(void) {
    static const unsigned char bytes[] = {
#embed PATH
    };
    return (launchers_file){bytes, sizeof bytes};
}
#else
launchers_file BINARY(void) { return (launchers_file){0, 0}; }
#endif
#undef BINARY
#undef PATH
