// Ordered trees. The header's parent is the root; its left and right are the first and the last node.
#include "libstdcxx.h"

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
