// The descendants of the keeper, from /proc. It is only looked at when something is left to be ended.
#include "keeper.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct member *table;
static size_t capacity;

static ssize_t read_file(pid_t pid, const char *name, char *text, size_t size) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = read(file, text, size - 1);
    close(file);
    if (count >= 0) text[count] = 0;
    return count;
}

/// Reads a line of proc_pid_stat(5); the name in parentheses may itself hold spaces and parentheses.
static bool read_member(pid_t pid, struct member *member) {
    char text[1024], state;
    if (read_file(pid, "stat", text, sizeof text) <= 0) return false;
    char *end = strrchr(text, ')');
    if (!end || sscanf(end + 1, " %c %d", &state, &member->parent) != 2) return false;
    member->pid = pid;
    member->is_zombie = state == 'Z' || state == 'X';
    return true;
}

static int by_number(const void *a, const void *b) {
    return ((const struct member *)a)->pid - ((const struct member *)b)->pid;
}

static size_t read_table(void) {
    DIR *folder = opendir("/proc");
    if (!folder) return 0;
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!isdigit((unsigned char)entry->d_name[0])) continue;
        if (count == capacity) {
            size_t larger = capacity ? capacity * 2 : 256;
            struct member *grown = realloc(table, larger * sizeof *table);
            if (!grown) break;
            table = grown;
            capacity = larger;
        }
        if (read_member((pid_t)atoi(entry->d_name), &table[count])) count++;
    }
    closedir(folder);
    qsort(table, count, sizeof *table, by_number);
    return count;
}

/// Whether a process comes from us: its ancestors lead to us in fewer steps than there are processes.
static bool is_descendant(const struct member *member, size_t count, pid_t self) {
    for (size_t step = 0; step < count; step++) {
        if (member->parent == self) return true;
        struct member key = {.pid = member->parent};
        member = bsearch(&key, table, count, sizeof *table, by_number);
        if (!member) return false;
    }
    return false;
}

int find_family(const struct member **members) {
    static struct member *family;
    size_t count = read_table(), found = 0;
    struct member *space = realloc(family, (count + 1) * sizeof *family);
    if (!space) return 0;
    family = space;
    pid_t self = getpid();
    for (size_t index = 0; index < count; index++)
        if (!table[index].is_zombie && is_descendant(&table[index], count, self)) family[found++] = table[index];
    *members = family;
    return (int)found;
}

void report_process(const char *word, pid_t pid) {
    char text[601];
    ssize_t count = read_file(pid, "cmdline", text, sizeof text);
    if (count <= 0) {
        // A process can wipe its arguments; its name is left.
        count = read_file(pid, "comm", text, sizeof text);
        if (count <= 0) return;
    }
    while (count > 0 && (text[count - 1] == 0 || text[count - 1] == '\n')) count--;
    text[count] = 0;
    for (ssize_t index = 0; index < count; index++)
        if ((unsigned char)text[index] < ' ' || text[index] == 127) text[index] = ' ';
    report("%s %d %s", word, pid, text);
}
