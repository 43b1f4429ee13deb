// An ELF note near the program's front, so that a launcher that has lost its payload can still be recognised.
__asm__(
    ".pushsection .note.bmatrix,\"a\",@note\n"
    ".balign 4\n"
    ".long 8, 4, 1\n"
    ".asciz \"BMATRIX\"\n"
    ".long 1\n"
    ".popsection\n");
