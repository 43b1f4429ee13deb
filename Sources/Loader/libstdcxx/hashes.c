// Hash tables: how many buckets, and when to have more.
#include "libstdcxx.h"

struct policy {
    float load;
    size limit;
};
struct rehash {
    _Bool wanted;
    size buckets;
};

static _Bool is_prime(size number) {
    if (number % 2 == 0) return number == 2;
    for (size divisor = 3; divisor <= number / divisor; divisor += 2)
        if (number % divisor == 0) return 0;
    return number > 1;
}

static size limit(const struct policy *policy, size buckets) {
    double count = (double)buckets * (double)policy->load;
    return count >= 0x1p63 ? ~(size)0 : (size)count;
}

size _ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm(struct policy *policy, size least) {
    size buckets = least < 2 ? 1 : least;
    while (buckets > 1 && !is_prime(buckets)) buckets++;
    policy->limit = limit(policy, buckets);
    return buckets;
}

struct rehash _ZNKSt8__detail20_Prime_rehash_policy14_M_need_rehashEmmm(
    struct policy *policy, size buckets, size elements, size more) {
    size all = elements + more;
    if (all <= policy->limit) return (struct rehash){0, 0};
    // A table that has never had an element begins with room for some.
    if (policy->limit == 0 && all < 11) all = 11;
    double least = (double)all / (double)policy->load;
    if (least >= (double)buckets) {
        size wanted = (size)least + 1;
        if (wanted < 2 * buckets) wanted = 2 * buckets;
        return (struct rehash){1, _ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm(policy, wanted)};
    }
    policy->limit = limit(policy, buckets);
    return (struct rehash){0, 0};
}
