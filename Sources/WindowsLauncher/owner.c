#include "owner.h"

#include "memory.h"
#include "text.h"

#define TOKEN_QUERY 8u
#define TOKEN_USER 1
#define TOKEN_OWNER 4
#define FILE_OBJECT 1
#define OWNER_INFORMATION 1u
#define DESCRIPTOR_REVISION 1u

/// The user, or who owns what the user makes: both are told by a pointer at the beginning. NULL if that fails.
static void *identity(int kind) {
    static const uint32_t size = 256;
    handle token;
    if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return NULL;
    void **information = allocate(size);
    uint32_t used;
    bool is_known = GetTokenInformation(token, kind, information, size, &used);
    CloseHandle(token);
    return is_known ? *information : NULL;
}

struct security_attributes *owner_private(void) {
    void *user = identity(TOKEN_USER);
    wide *name;
    if (!user || !ConvertSidToStringSidW(user, &name)) return NULL;
    // Protected from what the parent would bequeath; files and folders inside get the same.
    wide *rights = wide_join(wide_join(L"D:P(A;OICI;FA;;;", name), L")(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)");
    struct security_attributes *attributes = allocate(sizeof *attributes);
    attributes->size = sizeof *attributes;
    bool is_made = ConvertStringSecurityDescriptorToSecurityDescriptorW(
        rights, DESCRIPTOR_REVISION, &attributes->descriptor, NULL);
    LocalFree(name);
    return is_made ? attributes : NULL;
}

bool owner_check(const wide *folder, struct problem *problem) {
    handle file = CreateFileW(
        folder, READ_CONTROL, SHARE_ALL, NULL, OPEN_EXISTING, FLAG_BACKUP_SEMANTICS | FLAG_OPEN_REPARSE_POINT, NULL);
    if (file == NO_HANDLE) return problem_last(problem, "cannot open it", "");
    void *owner = NULL, *descriptor = NULL;
    uint32_t error = GetSecurityInfo(file, FILE_OBJECT, OWNER_INFORMATION, &owner, NULL, NULL, NULL, &descriptor);
    CloseHandle(file);
    if (error != 0 || !owner) return problem_is(problem, STATUS_REFUSED, "whose it is cannot be told");
    void *user = identity(TOKEN_USER), *group = identity(TOKEN_OWNER);
    bool is_ours = (user && EqualSid(owner, user)) || (group && EqualSid(owner, group));
    LocalFree(descriptor);
    return is_ours || problem_is(problem, STATUS_REFUSED, "it belongs to another user");
}
