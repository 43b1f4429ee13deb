#!/usr/bin/env python3
"""Plays a session on a pseudo-terminal with a screen model: `terminal.py SCRIPT PROGRAM [ARGUMENT...]`.

The screen is a grid of characters, moved and erased by the sequences of ECMA-48 that terminal programs use. The script has a step
per line: `wait TEXT` (somewhere on the screen), `gone TEXT`, `at ROW TEXT` (the row, from 1, shows just that), `press KEY`, `type TEXT`,
`size COLUMNS ROWS`, `raw` and `cooked` (the terminal's mode), `alternate` and `primary` (the screen in use), `cursor on|off`,
`end STATUS` (ended with it; a signal's number with a minus). Without a program it is a shell with job control.
Prints what went wrong and the screen, and ends with 1."""
import fcntl, os, pty, select, signal, struct, sys, termios, time, unicodedata

KEYS = {"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "enter": "\r", "ctrl-c": "\x03", "ctrl-z": "\x1a", "ctrl-g": "\x07", "ctrl-\\": "\x1c", "tab": "\t"}


class Screen:
    def __init__(self, columns, rows):
        self.saved = None
        self.cursor = True
        self.rest = b""
        self.resize(columns, rows)

    def resize(self, columns, rows):
        before = getattr(self, "lines", [])
        self.columns, self.rows, self.row, self.column = columns, rows, 0, 0
        self.lines = [([*line, *" " * columns])[:columns] for line in [*before, *[[]] * rows][:rows]]

    def text(self):
        return ["".join(line).rstrip() for line in self.lines]

    def feed(self, data):
        data = self.rest + data
        try:
            text, self.rest = data.decode(), b""
        except UnicodeDecodeError as error:
            if len(data) - error.start > 3:
                raise
            text, self.rest = data[: error.start].decode(), data[error.start :]
        i = 0
        while i < len(text):
            used = self.sequence(text[i:]) if text[i] == "\x1b" else self.character(text[i])
            if used == 0:
                self.rest = text[i:].encode() + self.rest
                return
            i += used

    def character(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self.down()
        elif character == "\b":
            self.column = max(0, self.column - 1)
        elif character >= " ":
            width = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            if self.column + width > self.columns:
                self.column = 0
                self.down()
            self.lines[self.row][self.column] = character
            if width == 2:
                self.lines[self.row][self.column + 1] = ""
            self.column += width
        return 1

    def down(self):
        if self.row + 1 < self.rows:
            self.row += 1
        else:
            self.lines = [*self.lines[1:], [" "] * self.columns]

    def sequence(self, text):
        if len(text) < 2:
            return 0
        if text[1] == "]":
            end = text.find("\x07")
            return end + 1
        if text[1] != "[":
            return 2 if text[1] not in "()" else 3
        end = next((i for i in range(2, len(text)) if "@" <= text[i] <= "~"), None)
        if end is None:
            return 0
        self.control(text[2:end], text[end])
        return end + 1

    def control(self, parameters, final):
        private = parameters.startswith("?")
        numbers = [int(n) if n.isdigit() else 0 for n in parameters.lstrip("?>=").split(";")]
        first = max(1, numbers[0])
        if private and final in "hl":
            if numbers[0] == 25:
                self.cursor = final == "h"
            if numbers[0] == 1049 and (final == "h") != (self.saved is not None):
                if final == "h":
                    self.saved = (self.lines, self.row, self.column)
                    self.lines = [[" "] * self.columns for _ in range(self.rows)]
                else:
                    self.lines, self.row, self.column = self.saved
                    self.saved = None
                    self.lines = [([*line, *" " * self.columns])[: self.columns] for line in [*self.lines, *[[]] * self.rows][: self.rows]]
        elif final in "Hf":
            self.row = min(first, self.rows) - 1
            self.column = min(max(1, numbers[1] if len(numbers) > 1 else 1), self.columns) - 1
        elif final in "AB":
            self.row = min(max(0, self.row + (first if final == "B" else -first)), self.rows - 1)
        elif final in "CD":
            self.column = min(max(0, self.column + (first if final == "C" else -first)), self.columns - 1)
        elif final == "G":
            self.column = min(first, self.columns) - 1
        elif final == "K":
            begin, end = [(self.column, self.columns), (0, self.column + 1), (0, self.columns)][numbers[0]]
            self.lines[self.row][begin:end] = [" "] * (end - begin)
        elif final == "J":
            for row in range(self.rows):
                if numbers[0] == 2 or (numbers[0] == 0 and row > self.row):
                    self.lines[row] = [" "] * self.columns
            if numbers[0] == 0:
                self.control("0", "K")


class Session:
    def __init__(self, command):
        self.screen = Screen(80, 24)
        self.status = None
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.execvp(command[0], command)
        self.size("80 24")

    def size(self, text):
        columns, rows = map(int, text.split())
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(columns, rows)
        return True

    def listen(self, seconds):
        if select.select([self.file], [], [], seconds)[0]:
            try:
                data = os.read(self.file, 65536)
            except OSError:
                data = b""
            if data:
                self.screen.feed(data)
                return
            time.sleep(seconds)

    def is_cooked(self):
        modes = termios.tcgetattr(self.file)[3]
        return modes & termios.ICANON and modes & termios.ECHO

    def ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def holds(self, word, rest):
        shown = self.screen.text()
        if word == "wait":
            return any(rest in line for line in shown)
        if word == "gone":
            return not any(rest in line for line in shown)
        if word == "at":
            row, text = rest.split(" ", 1)
            return shown[int(row) - 1] == text
        if word == "end":
            return self.ended() == int(rest)
        if word in ("raw", "cooked"):
            return bool(self.is_cooked()) == (word == "cooked")
        if word in ("alternate", "primary"):
            return (self.screen.saved is not None) == (word == "alternate")
        if word == "cursor":
            return self.screen.cursor == (rest == "on")
        raise SystemExit(f"no step '{word}'")

    def step(self, word, rest):
        if word == "size":
            return self.size(rest)
        if word in ("press", "type"):
            return os.write(self.file, (KEYS[rest] if word == "press" else rest).encode())
        end = time.monotonic() + 30
        while not self.holds(word, rest):
            if time.monotonic() > end:
                return False
            self.listen(0.02)
        return True


def main():
    signal.alarm(150)
    session = Session(sys.argv[2:] or ["bash", "--norc", "--noprofile", "--noediting", "-i"])
    for line in open(sys.argv[1], encoding="utf-8"):
        word, _, rest = line.rstrip("\n").partition(" ")
        if word and not session.step(word, rest):
            shown = "\n".join(line for line in session.screen.text() if line)
            print(f"'{line.strip()}' did not come; status {session.ended()}; the screen:\n{shown}")
            os.kill(session.pid, signal.SIGKILL) if session.status is None else None
            return 1
    return 0


sys.exit(main())
