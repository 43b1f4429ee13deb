#include "lock.h"

#include "text.h"

handle lock_open(const wide *install, bool create) {
    uint32_t access = create ? FILE_READ | FILE_WRITE : FILE_READ;
    return CreateFileW(
        wide_join(install, L".lock"), access, SHARE_ALL, NULL, create ? OPEN_ALWAYS : OPEN_EXISTING, NORMAL_FILE, NULL);
}

bool lock_take(handle lock, enum lock_part part, bool is_alone, bool waits) {
    // Each part is a byte, which the file need not have.
    struct overlapped place = {.offset_low = part};
    uint32_t flags = (is_alone ? LOCK_EXCLUSIVE : 0) | (waits ? 0 : LOCK_FAIL_IMMEDIATELY);
    return LockFileEx(lock, flags, 0, 1, 0, &place);
}
