#!/usr/bin/env python3
"""Reads a program for macOS as its kernel does: segments that fill the file, and the hash of each page against the signature."""

import hashlib
import struct
import sys


def check(holds, fault):
    if not holds:
        sys.exit(f"{sys.argv[1]}: {fault}")


file = open(sys.argv[1], "rb").read()
magic, processor, _, kind, count = struct.unpack_from("<5I", file)
page_size = 16384 if processor == 0x0100000C else 4096
check((magic, kind) == (0xFEEDFACF, 2), "no program")
place, segments, signature, section = 32, [], None, None
for _ in range(count):
    command, size = struct.unpack_from("<2I", file, place)
    if command == 0x19:
        name, memory, memory_size, start, length = struct.unpack_from("<16s4Q", file, place + 8)
        segments.append((name.rstrip(b"\0").decode(), memory, memory_size, start, length))
        if segments[-1][0] == "__BMATRIX":
            section = struct.unpack_from("<QI", file, place + 72 + 40)
    if command == 0x1D:
        signature = struct.unpack_from("<2I", file, place + 8)
    place += size

check([s[0] for s in segments][-2:] == ["__BMATRIX", "__LINKEDIT"], "the segments are others")
for before, after in zip(segments, segments[1:]):
    check(before[1] + before[2] == after[1], f"{after[0]} does not follow in memory")
    check(before[3] + before[4] == after[3], f"{after[0]} does not follow in the file")
    check(after[1] % page_size == after[3] % page_size == 0, f"{after[0]} begins inside a page")
    check(after[2] >= after[4] and after[2] % page_size == 0, f"{after[0]} is larger in the file")
check(segments[-1][3] + segments[-1][4] == len(file) == sum(signature), "something lies behind the last segment")

frame = file[signature[0] :]
magic, _, blobs, slot, at = struct.unpack_from(">5I", frame)
check((magic, blobs, slot) == (0xFADE0CC0, 1, 0), "no signature")
fields = struct.unpack_from(">9I4B4I4Q", frame, at)
magic, length, version, flags, hashes, identifier, special, pages, limit = fields[:9]
check((magic, version, flags, special, limit) == (0xFADE0C02, 0x20400, 2, 0, signature[0]), "the list of pages is another")
check(fields[9:13] == (32, 2, 0, 12), "the hashes are others")
check(fields[18:] == (0, segments[1][4], 1), "the segment of the code is another")
check(pages == (limit + 4095) // 4096 and length == hashes + 32 * pages, "the list of pages has another length")
for page in range(pages):
    wanted = frame[at + hashes + 32 * page : at + hashes + 32 * page + 32]
    check(hashlib.sha256(file[page * 4096 : min(page * 4096 + 4096, limit)]).digest() == wanted, f"page {page} has changed")
end = section[0] + section[1]
check(file[end - 8 : end] == b"BMATRIX\1" and not any(file[end : segments[-1][3]]), "the section does not end with a footer")
print(pages, frame[at + identifier :].split(b"\0")[0].decode())
