"""Archives that mean harm, one file each, with names that tell what they try: archives.py FOLDER."""
import io, os, sys, tarfile, zlib

folder = sys.argv[1]
outside = os.path.join(folder, "outside")


def entry(name, kind=tarfile.REGTYPE, size=0, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, size, link
    return info


def archive(name, *entries):
    with tarfile.open(os.path.join(folder, name + ".tar.gz"), "w:gz", compresslevel=1, format=tarfile.GNU_FORMAT) as out:
        out.addfile(entry("otp/releases/27/OTP_VERSION", size=7), io.BytesIO(b"27.3.4\n"))
        for info in entries:
            out.addfile(info, io.BytesIO(b"harm" * (info.size // 4)) if info.size else None)


archive("climbs", entry("otp/../../../outside", size=4))
archive("absolute", entry(outside, size=4))
archive("through-a-link", entry("otp/lib", tarfile.SYMTYPE, link=folder), entry("otp/lib/outside", size=4))
archive("through-a-climbing-link", entry("otp/lib", tarfile.SYMTYPE, link="../../../.."), entry("otp/lib/outside", size=4))
archive("hard-link-out", entry("otp/passwd", tarfile.LNKTYPE, link="/etc/passwd"))
archive("hard-link-climbs", entry("otp/passwd", tarfile.LNKTYPE, link="../../../../../../etc/passwd"))
archive("device", entry("otp/null", tarfile.CHRTYPE))
archive("pipe", entry("otp/pipe", tarfile.FIFOTYPE))
archive("deep", entry("otp/" + "d/" * 3000 + "outside", size=4))
archive("newline", entry("otp/a\nb", size=4))
archive("escape", entry("otp/\x1b[31mred", size=4))
archive("long-name", entry("otp/" + "x" * 5000, size=4))


def member(data):
    """A whole gzip file; several in a row are one, too."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def repeated(name, head, piece, times):
    with open(os.path.join(folder, name + ".tar.gz"), "wb") as out:
        out.write(member(head))
        packed = member(piece)
        for _ in range(times):
            out.write(packed)
        out.write(member(bytes(10240)))


repeated("zeros", entry("otp/zeros", size=10_000_000_000).tobuf(tarfile.GNU_FORMAT), bytes(100_000_000), 100)
files = b"".join(entry(f"otp/{number}").tobuf(tarfile.USTAR_FORMAT) for number in range(1000))
repeated("million", b"", files, 1000)
