// What the emulator wants of the C++ library: a few containers' out-of-line parts. In a bundle whose only user of the library is
// the emulator, this stands in for 2.5 MB. Nothing here throws: what would be an exception that nobody catches ends the program,
// as it would there. The layouts are those of the ABI that GCC's library has had since version 5.
typedef __SIZE_TYPE__ size;
typedef __UINTPTR_TYPE__ address;

void *malloc(size count);
void free(void *memory);
void abort(void) __attribute__((noreturn));
long write(int file, const void *bytes, size count);
void *memmove(void *to, const void *from, size count);

static size length(const char *text) {
    size count = 0;
    while (text[count]) count++;
    return count;
}

static void __attribute__((noreturn)) end(const char *why) {
    (void)!write(2, why, length(why));
    (void)!write(2, "\n", 1);
    abort();
}

// Memory.

void *_Znwm(size count) {
    void *memory = malloc(count ? count : 1);
    if (!memory) end("no memory");
    return memory;
}
void *_Znam(size count) { return _Znwm(count); }
void _ZdlPv(void *memory) { free(memory); }
void _ZdaPv(void *memory) { free(memory); }
void _ZdlPvm(void *memory, size count) { (void)count, free(memory); }
void _ZdaPvm(void *memory, size count) { (void)count, free(memory); }

// Exceptions.

void _ZSt17__throw_bad_allocv(void) { end("no memory"); }
void _ZSt28__throw_bad_array_new_lengthv(void) { end("an array too large"); }
void _ZSt19__throw_logic_errorPKc(const char *why) { end(why); }
void _ZSt20__throw_length_errorPKc(const char *why) { end(why); }
void _ZSt20__throw_out_of_rangePKc(const char *why) { end(why); }
void _ZSt24__throw_out_of_range_fmtPKcz(const char *why, ...) { end(why); }
void _ZSt21__glibcxx_assert_failPKciS0_S0_(const char *file, int line, const char *function, const char *condition) {
    (void)file, (void)line, (void)function;
    end(condition ? condition : "an assertion failed");
}
void *__cxa_begin_catch(void *exception) { (void)exception, end("an exception"); }
void __cxa_end_catch(void) {}
void __cxa_rethrow(void) { end("an exception"); }
void __cxa_pure_virtual(void) { end("a pure virtual function was called"); }
// Nothing is thrown, so no frame is ever asked.
int __gxx_personality_v0(void) { abort(); }

// Tables of functions that only casts and handlers use, of which there are none; the type descriptions point behind the first two words.
#define TABLE(name) const void *const name[11] = {0}
TABLE(_ZTVN10__cxxabiv117__class_type_infoE);
TABLE(_ZTVN10__cxxabiv120__si_class_type_infoE);
TABLE(_ZTVN10__cxxabiv121__vmi_class_type_infoE);

// Variables that are set up once: the first byte says that it is done, the second that somebody is at it.

int sched_yield(void);

int __cxa_guard_acquire(unsigned char *guard) {
    for (;;) {
        if (__atomic_load_n(guard, __ATOMIC_ACQUIRE)) return 0;
        if (!__atomic_exchange_n(guard + 1, 1, __ATOMIC_ACQUIRE)) break;
        sched_yield();
    }
    // It may have become ready between the two looks.
    if (!__atomic_load_n(guard, __ATOMIC_ACQUIRE)) return 1;
    __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
    return 0;
}
void __cxa_guard_release(unsigned char *guard) {
    __atomic_store_n(guard, 1, __ATOMIC_RELEASE);
    __atomic_store_n(guard + 1, 0, __ATOMIC_RELEASE);
}

// Hash tables: how many buckets, and when to have more.

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

// Ordered trees. The header's parent is the root; its left and right are the first and the last node.

enum color { red, black };
struct node {
    enum color color;
    struct node *parent, *left, *right;
};

static struct node *next(struct node *node) {
    if (node->right) {
        for (node = node->right; node->left;) node = node->left;
        return node;
    }
    struct node *above = node->parent;
    while (node == above->right) node = above, above = above->parent;
    // The root's parent is the header, whose right is the root if there is no other node.
    return node->right == above ? node : above;
}
struct node *_ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base(struct node *node) { return next(node); }
const struct node *_ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base(const struct node *node) {
    return next((struct node *)(address)node);
}

static struct node *previous(struct node *node) {
    if (node->color == red && node->parent->parent == node) return node->right;
    if (node->left) {
        for (node = node->left; node->right;) node = node->right;
        return node;
    }
    struct node *above = node->parent;
    while (node == above->left) node = above, above = above->parent;
    return above;
}
struct node *_ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base(struct node *node) { return previous(node); }
const struct node *_ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base(const struct node *node) {
    return previous((struct node *)(address)node);
}

// Puts `child` in the place of its parent, which becomes its child.
static void rotate(struct node *child, struct node *header) {
    struct node *parent = child->parent, *above = parent->parent;
    struct node **inner = child == parent->left ? &child->right : &child->left;
    *(child == parent->left ? &parent->left : &parent->right) = *inner;
    if (*inner) (*inner)->parent = parent;
    *inner = parent;
    child->parent = above;
    if (above == header)
        header->parent = child;
    else if (above->left == parent)
        above->left = child;
    else
        above->right = child;
    parent->parent = child;
}

void _ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_(
    _Bool left, struct node *node, struct node *parent, struct node *header) {
    node->parent = parent, node->left = node->right = 0, node->color = red;
    if (left) {
        parent->left = node;  // of an empty tree this is the header's, which makes it the first
        if (parent == header)
            header->parent = header->right = node;
        else if (parent == header->left)
            header->left = node;
    } else {
        parent->right = node;
        if (parent == header->right) header->right = node;
    }
    while (node != header->parent && node->parent->color == red) {
        struct node *above = node->parent->parent;
        struct node *beside = node->parent == above->left ? above->right : above->left;
        if (beside && beside->color == red) {
            node->parent->color = beside->color = black;
            above->color = red;
            node = above;
            continue;
        }
        if ((node == node->parent->left) != (node->parent == above->left)) {
            struct node *old = node->parent;
            rotate(node, header);
            node = old;
        }
        node->parent->color = black;
        above->color = red;
        rotate(node->parent, header);
    }
    header->parent->color = black;
}

// Texts: short ones lie in the object itself.

struct text {
    char *bytes;
    size count;
    union {
        char own[16];
        size room;
    };
};
static const size longest = (~(size)0 >> 1) - 1;

static size room(const struct text *text) { return text->bytes == text->own ? 15 : text->room; }

char *_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_createERmm(struct text *text, size *wanted, size old) {
    (void)text;
    if (*wanted > longest) end("a text too long");
    if (*wanted > old && *wanted < 2 * old) *wanted = 2 * old < longest ? 2 * old : longest;
    return _Znwm(*wanted + 1);
}

void _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE10_M_disposeEv(struct text *text) {
    if (text->bytes != text->own) free(text->bytes);
}

static void adopt(struct text *text, char *bytes, size room) {
    _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE10_M_disposeEv(text);
    text->bytes = bytes, text->room = room;
}

struct text *_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE10_M_replaceEmmPKcm(
    struct text *text, size at, size gone, const char *bytes, size count) {
    if (count > longest - (text->count - gone)) end("basic_string::_M_replace");
    size all = text->count - gone + count, rest = text->count - at - gone;
    // What is put in may be a piece of the text itself, so the new one is made beside the old.
    size wanted = all;
    char *made = _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_createERmm(text, &wanted, room(text));
    memmove(made, text->bytes, at);
    memmove(made + at, bytes, count);
    memmove(made + at + count, text->bytes + at + gone, rest);
    made[all] = 0;
    if (all <= room(text)) {
        memmove(text->bytes, made, all + 1);
        free(made);
    } else {
        adopt(text, made, wanted);
    }
    text->count = all;
    return text;
}

struct text *_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_appendEPKcm(
    struct text *text, const char *bytes, size count) {
    return _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE10_M_replaceEmmPKcm(text, text->count, 0, bytes, count);
}

void _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE7reserveEm(struct text *text, size wanted) {
    if (wanted <= room(text)) return;
    char *made = _ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE9_M_createERmm(text, &wanted, room(text));
    memmove(made, text->bytes, text->count + 1);
    adopt(text, made, wanted);
}
