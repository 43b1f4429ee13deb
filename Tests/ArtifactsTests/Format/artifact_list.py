#!/usr/bin/env python3
"""Lists what an artifact holds and checks its digests. Written from docs/artifact-format.md alone, to show that it suffices.

Only zstd is taken from elsewhere: the program of that name decompresses the payload.
"""

import hashlib
import io
import struct
import subprocess
import sys
import tarfile

KINDS = {tarfile.DIRTYPE: "folder", tarfile.REGTYPE: "file", tarfile.LNKTYPE: "copy", tarfile.SYMTYPE: "link"}


def check(holds, fault):
    if not holds:
        sys.exit(f"{sys.argv[1]}: {fault}")


def sha256(data):
    return hashlib.sha256(data).hexdigest()


file = open(sys.argv[1], "rb").read()
check(len(file) > 64 and file[-8:] == b"BMATRIX\x01", "no artifact, or its end is missing")
payload_at, payload_size, manifest_at, manifest_size, _, major, minor, flags, total = struct.unpack("<5Q2HIQ", file[-64:-8])
check(major == 1, f"format {major}.{minor} is another one")
check(flags == 0 and payload_at % 4096 == 0 and total == len(file), "the footer is damaged, or the file was cut off")
check(payload_at + payload_size == manifest_at and manifest_at + manifest_size + 64 == total, "the footer is damaged")

manifest = {}
for line in file[manifest_at:-64].decode("utf-8").split("\n")[:-1]:
    key, _, value = line.partition("=")
    manifest.setdefault(key, []).append(value)
check(manifest["bmatrix"] == [f"{major}.{minor}"], "the manifest is of another version")
payload = file[payload_at:manifest_at]
check(sha256(file[:payload_at]) == manifest["launcher"][0].split()[0], "the launcher has changed")
check(sha256(payload) == manifest["id"][0], "the payload has changed")

tar = subprocess.run(["zstd", "-dcq"], input=payload, stdout=subprocess.PIPE, check=True).stdout
place, start, layers, entries, contents = payload_at, 0, {}, [], {}
for offset, size, raw, component, _ in (line.split() for line in manifest["frame"]):
    check(int(offset) == place, "the frames do not follow each other")
    place, piece, start = place + int(size), tar[start : start + int(raw)], start + int(raw)
    layers.setdefault(component, hashlib.sha256()).update(hashlib.sha256(piece).digest())
    for entry in tarfile.open(fileobj=io.BytesIO(piece), mode="r:"):
        entries.append((component, entry))
        contents[component] = contents.get(component, 0) + (entry.size if entry.isreg() else 0)
check(place == manifest_at and start == len(tar), "the frames do not fill the payload")
for component, identity in (line.split() for line in manifest.get("layer", [])):
    check(layers[component].hexdigest()[:32] == identity, f"the layer {component} has changed")
check(all(contents.get(c, 0) == int(n) for c, n in (l.split() for l in manifest["content"])), "sizes are wrong")
for component, entry in entries:
    print(component, KINDS[entry.type], entry.size, entry.name, *(["->", entry.linkname] if entry.linkname else []))
