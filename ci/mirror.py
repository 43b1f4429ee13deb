#!/usr/bin/env python3
"""A mirror of Debian on the loopback interface: hands on what the host's own mirror has, keeps it, and writes down what it is asked for.

ci/mirror.py FOLDER: files are kept in FOLDER/files, requests go to FOLDER/requests, the URL to FOLDER/url. A path that is listed in FOLDER/gone is
answered with 404, one in FOLDER/changed with other bytes. Without a network it serves what FOLDER/files has.
"""
import http.server, os, re, sys, threading, urllib.request

folder = os.path.abspath(sys.argv[1])
files = os.path.join(folder, "files")
os.makedirs(files, exist_ok=True)
lock = threading.Lock()
fetching = {}


def upstream():
    """The mirror of the main archive in apt's source lists."""
    names = ["/etc/apt/sources.list"]
    parts = "/etc/apt/sources.list.d"
    names += [os.path.join(parts, name) for name in sorted(os.listdir(parts))] if os.path.isdir(parts) else []
    for name in names:
        try:
            text = open(name, encoding="utf-8").read()
        except OSError:
            continue
        for url in re.findall(r"^(?:URIs:|deb(?:\s+\[[^]]*\])?)\s+(https?://\S+/debian)/?(?:\s|$)", text, re.M):
            return url
    sys.exit("ci/mirror.py: no mirror in /etc/apt")


def listed(name, path):
    try:
        return any(line.strip() and line.strip() in path for line in open(os.path.join(folder, name), encoding="utf-8"))
    except OSError:
        return False


def content(path):
    """The file of that path below the mirror, fetched once."""
    place = os.path.join(files, path.strip("/").replace("/", "%"))
    with lock:
        one = fetching.setdefault(path, threading.Lock())
    with one:
        if not os.path.exists(place):
            with urllib.request.urlopen(source + path, timeout=60) as answer:
                data = answer.read()
            with open(place + ".part", "wb") as file:
                file.write(data)
            os.rename(place + ".part", place)
    return open(place, "rb").read()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.removeprefix("/debian")
        with lock, open(os.path.join(folder, "requests"), "a", encoding="utf-8") as log:
            log.write(path + "\n")
        try:
            data = None if listed("gone", path) else content(path)
        except urllib.error.HTTPError:
            data = None
        if data is not None and listed("changed", path):
            data = bytes([data[0] ^ 1]) + data[1:]
        self.send_response(404 if data is None else 200)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *_):
        pass


source = upstream()
open(os.path.join(folder, "requests"), "a", encoding="utf-8").close()
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(os.path.join(folder, "url.part"), "w", encoding="utf-8") as file:
    file.write(f"http://127.0.0.1:{server.server_port}/debian")
os.rename(os.path.join(folder, "url.part"), os.path.join(folder, "url"))
server.serve_forever()
