// A rule about the network for machines that bar namespaces: every address that a process wants to reach is shown to us, and
// only those of this machine are let through (seccomp_unotify(2), Linux 5.5). The addresses are looked at in the
// memory of the process, which could change them behind our back: this stops accidents, not attacks.
#include "keeper.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE 0xC000003E
#elif defined(__aarch64__)
#define ARCHITECTURE 0xC00000B7
#endif

// linux/filter.h and linux/seccomp.h.
struct instruction {
    uint16_t code;
    uint8_t if_true, if_false;
    uint32_t value;
};
struct filter {
    uint16_t count;
    const struct instruction *instructions;
};
struct call {
    int32_t number;
    uint32_t architecture;
    uint64_t address, arguments[6];
};
struct request {
    uint64_t id;
    uint32_t pid, flags;
    struct call call;
};
struct answer {
    uint64_t id;
    int64_t value;
    int32_t error;
    uint32_t flags;
};
#define LOAD(field) {0x20, 0, 0, (uint32_t)offsetof(struct call, field)}
#define LOAD_HIGH(field) {0x20, 0, 0, (uint32_t)offsetof(struct call, field) + 4}
#define IF_EQUAL(value, skip_true, skip_false) {0x15, skip_true, skip_false, value}
#define RETURN(value) {0x06, 0, 0, value}
#define LET 0x7FFF0000U
#define ASK 0x7FC00000U
#define REFUSE 0x00050000U
#define NO_SUCH_CALL 425
#define RECEIVE 0xC0502100U
#define SEND 0xC0182101U

int network_requests = -1;

bool has_network_rules(void) {
    uint32_t action = ASK;
    return syscall(SYS_seccomp, 2, 0, &action) == 0;
}

bool restrict_network(void) {
    const struct instruction instructions[] = {
        LOAD(architecture), IF_EQUAL(ARCHITECTURE, 0, 10),
        LOAD(number),
        IF_EQUAL(SYS_connect, 9, 0), IF_EQUAL(SYS_sendmsg, 8, 0), IF_EQUAL(SYS_sendmmsg, 7, 0),
        IF_EQUAL(NO_SUCH_CALL, 7, 0), IF_EQUAL(SYS_sendto, 0, 4),
        // Without an address it goes where the socket is connected to.
        LOAD(arguments[4]), IF_EQUAL(0, 0, 3),
        LOAD_HIGH(arguments[4]), IF_EQUAL(0, 0, 1),
        RETURN(LET), RETURN(ASK), RETURN(REFUSE | ENOSYS),
    };
    const struct filter filter = {sizeof instructions / sizeof instructions[0], instructions};
    if (network_requests >= 0) close(network_requests);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    network_requests = (int)syscall(SYS_seccomp, 1, 8, &filter);
    return network_requests >= 0;
}

static bool read_memory(uint32_t pid, uint64_t from, void *to, size_t count) {
    struct iovec ours = {to, count}, theirs = {(void *)(uintptr_t)from, count};
    return process_vm_readv((pid_t)pid, &ours, 1, &theirs, 1, 0) == (ssize_t)count;
}

/// Addresses that cannot be read are let through: the kernel reads them again, and refuses them.
static bool is_local(uint32_t pid, uint64_t address, uint64_t length) {
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } read = {0};
    if (!address || length < sizeof(sa_family_t)) return true;
    if (!read_memory(pid, address, &read, length < sizeof read ? length : sizeof read)) return true;
    if (read.any.sa_family == AF_INET) {
        uint32_t number = ntohl(read.four.sin_addr.s_addr);
        return number == 0 || number >> 24 == 127;
    }
    if (read.any.sa_family != AF_INET6) return true;
    const uint8_t *bytes = read.six.sin6_addr.s6_addr;
    static const uint8_t mapped[12] = {[10] = 0xFF, [11] = 0xFF}, zeros[15];
    if (!memcmp(bytes, mapped, sizeof mapped)) return bytes[12] == 127 || bytes[12] == 0;
    return !memcmp(bytes, zeros, sizeof zeros) && bytes[15] <= 1;
}

static bool is_local_message(uint32_t pid, uint64_t address) {
    struct msghdr header;
    if (!read_memory(pid, address, &header, sizeof header)) return true;
    return is_local(pid, (uintptr_t)header.msg_name, header.msg_namelen);
}

static bool may_pass(uint32_t pid, const struct call *call) {
    const uint64_t *arguments = call->arguments;
    if (call->number == SYS_connect) return is_local(pid, arguments[1], arguments[2]);
    if (call->number == SYS_sendto) return is_local(pid, arguments[4], arguments[5]);
    if (call->number == SYS_sendmsg) return is_local_message(pid, arguments[1]);
    for (uint64_t index = 0; index < arguments[2] && index < 64; index++)
        if (!is_local_message(pid, arguments[1] + index * sizeof(struct mmsghdr))) return false;
    return true;
}

void answer_network_request(short events) {
    struct request request = {0};
    if (!(events & POLLIN)) {
        // Nobody is left who could ask.
        close(network_requests);
        network_requests = -1;
        return;
    }
    if (ioctl(network_requests, (int)RECEIVE, &request) != 0) return;
    struct answer answer = {.id = request.id, .flags = 1};
    if (!may_pass(request.pid, &request.call)) {
        answer.flags = 0;
        answer.error = -ENETUNREACH;
    }
    ioctl(network_requests, (int)SEND, &answer);
}
