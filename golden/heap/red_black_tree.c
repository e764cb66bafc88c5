/* red_black_tree.omni, translated by omnic */
#include "omni.h"

OMNI_STATIC_SYMBOL(sym_black, "black");
OMNI_STATIC_SYMBOL(sym_red, "red");

/* Red-black tree with nodes as tagged lists, after Okasaki: patterns take the nodes apart, and
 * each finds its memory again. */
/* node
 *   left   consumed  taken over from the caller, who does not use it afterwards
 *   right  consumed  taken over from the caller, who does not use it afterwards
 *   list   heap      built for the caller, who frees it
 */
static Obj *node(Obj *color, Obj *left, int64_t key, Obj *right)
{
    Obj *list = mk_pair_heap(left, mk_pair_heap(mk_int_heap(key), mk_pair_heap(right, OMNI_NIL)));
    return mk_pair_heap(color, list);
}

/* balance
 *   left   consumed  taken over from the caller, who does not use it afterwards
 *   right  consumed  taken over from the caller, who does not use it afterwards
 *   list   heap      given up in (insert tree (modulo (* i 37) 101)) while the new one is built, so
 *                    each object is freed on its own; nothing ever holds it twice: no counts
 */
static Obj *balance(Obj *color, Obj *left, int64_t key, Obj *right)
{
    Obj *list = mk_pair_heap(left, mk_pair_heap(mk_int_heap(key), mk_pair_heap(right, OMNI_NIL)));
    Obj *subject = mk_pair_heap(color, list);
    bool both;
    if (omni_is_list_of(subject, 4)) {
        if (omni_pair_car(subject) == OMNI_REF(sym_black)) {
            Obj *head = omni_pair_car(omni_pair_cdr(subject));
            if (omni_is_list_of(head, 4)) {
                if (omni_pair_car(head) == OMNI_REF(sym_red)) {
                    Obj *head_2 = omni_pair_car(omni_pair_cdr(head));
                    both = omni_is_list_of(head_2, 4) && omni_pair_car(head_2) == OMNI_REF(sym_red);
                } else {
                    both = false;
                }
            } else {
                both = false;
            }
        } else {
            both = false;
        }
    } else {
        both = false;
    }
    if (both) {
        Obj *tail = omni_pair_cdr(subject);
        Obj *head_3 = omni_pair_car(subject);
        free_obj(subject);  /* subject is taken apart; what lives on: tail */
        free_tree(head_3);  /* last use of head: (list 'black (list 'red (list 'red a ... */
        Obj *head_4 = omni_pair_car(tail);
        Obj *tail_2 = omni_pair_cdr(head_4);
        Obj *head_5 = omni_pair_car(tail_2);
        Obj *tail_3 = omni_pair_cdr(head_5);
        Obj *a = omni_pair_car(tail_3);
        Obj *tail_4 = omni_pair_cdr(tail_3);
        Obj *x_6 = omni_pair_car(tail_4);
        int64_t x = omni_int_value(x_6);
        Obj *tail_5 = omni_pair_cdr(tail_4);
        Obj *b = omni_pair_car(tail_5);
        Obj *tail_6 = omni_pair_cdr(tail_2);
        Obj *y_5 = omni_pair_car(tail_6);
        int64_t y = omni_int_value(y_5);
        Obj *tail_7 = omni_pair_cdr(tail_6);
        Obj *c = omni_pair_car(tail_7);
        Obj *tail_8 = omni_pair_cdr(tail);
        free_obj(tail);  /* tail is taken apart; what lives on: head and tail */
        Obj *head_6 = omni_pair_car(head_4);
        free_obj(head_4);  /* head is taken apart; what lives on: tail */
        free_obj(tail_2);  /* tail is taken apart; what lives on: head and tail */
        Obj *head_7 = omni_pair_car(head_5);
        free_obj(head_5);  /* head is taken apart; what lives on: tail */
        free_obj(tail_3);  /* tail is taken apart; what lives on: a and tail */
        free_obj(tail_4);  /* tail is taken apart; what lives on: tail */
        Obj *tail_9 = omni_pair_cdr(tail_5);
        free_obj(tail_5);  /* tail is taken apart; what lives on: b */
        free_obj(tail_6);  /* tail is taken apart; what lives on: tail */
        Obj *tail_10 = omni_pair_cdr(tail_7);
        free_obj(tail_7);  /* tail is taken apart; what lives on: c */
        free_tree(x_6);  /* last use of x: (list 'black (list 'red (list 'red a ... */
        free_tree(y_5);  /* last use of y: (list 'black (list 'red (list 'red a ... */
        free_tree(head_6);  /* last use of head: (list 'black (list 'red (list 'red a ... */
        free_tree(head_7);  /* last use of head: (list 'black (list 'red (list 'red a ... */
        free_tree(tail_9);  /* last use of tail: (list 'black (list 'red (list 'red a ... */
        free_tree(tail_10);  /* last use of tail: (list 'black (list 'red (list 'red a ... */
        Obj *z_5 = omni_pair_car(tail_8);
        int64_t z = omni_int_value(z_5);
        Obj *tail_11 = omni_pair_cdr(tail_8);
        free_obj(tail_8);  /* tail is taken apart; what lives on: tail */
        free_tree(z_5);  /* last use of z: (list 'black (list 'red (list 'red a ... */
        Obj *d = omni_pair_car(tail_11);
        Obj *tail_12 = omni_pair_cdr(tail_11);
        free_obj(tail_11);  /* tail is taken apart; what lives on: d */
        free_tree(tail_12);  /* last use of tail: (list 'black (list 'red (list 'red a ... */
        Obj *node_result = node(OMNI_REF(sym_black), a, x, b);
        return node(OMNI_REF(sym_red), node_result, y, node(OMNI_REF(sym_black), c, z, d));
    }
    bool both_2;
    if (omni_is_list_of(subject, 4)) {
        if (omni_pair_car(subject) == OMNI_REF(sym_black)) {
            Obj *head_8 = omni_pair_car(omni_pair_cdr(subject));
            if (omni_is_list_of(head_8, 4)) {
                if (omni_pair_car(head_8) == OMNI_REF(sym_red)) {
                    Obj *tail_13 = omni_pair_cdr(omni_pair_cdr(omni_pair_cdr(head_8)));
                    Obj *head_9 = omni_pair_car(tail_13);
                    both_2 = omni_is_list_of(head_9, 4) &&
                             omni_pair_car(head_9) == OMNI_REF(sym_red);
                } else {
                    both_2 = false;
                }
            } else {
                both_2 = false;
            }
        } else {
            both_2 = false;
        }
    } else {
        both_2 = false;
    }
    if (both_2) {
        Obj *tail_14 = omni_pair_cdr(subject);
        Obj *head_10 = omni_pair_car(subject);
        free_obj(subject);  /* subject is taken apart; what lives on: tail */
        free_tree(head_10);  /* last use of head: (list 'black (list 'red a x (list 're... */
        Obj *head_11 = omni_pair_car(tail_14);
        Obj *tail_15 = omni_pair_cdr(head_11);
        Obj *a_2 = omni_pair_car(tail_15);
        Obj *tail_16 = omni_pair_cdr(tail_15);
        Obj *x_7 = omni_pair_car(tail_16);
        int64_t x_2 = omni_int_value(x_7);
        Obj *tail_17 = omni_pair_cdr(tail_16);
        Obj *head_12 = omni_pair_car(tail_17);
        Obj *tail_18 = omni_pair_cdr(head_12);
        Obj *b_2 = omni_pair_car(tail_18);
        Obj *tail_19 = omni_pair_cdr(tail_18);
        Obj *y_6 = omni_pair_car(tail_19);
        int64_t y_2 = omni_int_value(y_6);
        Obj *tail_20 = omni_pair_cdr(tail_19);
        Obj *c_2 = omni_pair_car(tail_20);
        Obj *tail_21 = omni_pair_cdr(tail_14);
        free_obj(tail_14);  /* tail is taken apart; what lives on: head and tail */
        Obj *head_13 = omni_pair_car(head_11);
        free_obj(head_11);  /* head is taken apart; what lives on: tail */
        free_obj(tail_15);  /* tail is taken apart; what lives on: a and tail */
        free_obj(tail_16);  /* tail is taken apart; what lives on: tail */
        Obj *tail_22 = omni_pair_cdr(tail_17);
        free_obj(tail_17);  /* tail is taken apart; what lives on: head */
        Obj *head_14 = omni_pair_car(head_12);
        free_obj(head_12);  /* head is taken apart; what lives on: tail */
        free_obj(tail_18);  /* tail is taken apart; what lives on: b and tail */
        free_obj(tail_19);  /* tail is taken apart; what lives on: tail */
        Obj *tail_23 = omni_pair_cdr(tail_20);
        free_obj(tail_20);  /* tail is taken apart; what lives on: c */
        free_tree(x_7);  /* last use of x: (list 'black (list 'red a x (list 're... */
        free_tree(y_6);  /* last use of y: (list 'black (list 'red a x (list 're... */
        free_tree(head_13);  /* last use of head: (list 'black (list 'red a x (list 're... */
        free_tree(tail_22);  /* last use of tail: (list 'black (list 'red a x (list 're... */
        free_tree(head_14);  /* last use of head: (list 'black (list 'red a x (list 're... */
        free_tree(tail_23);  /* last use of tail: (list 'black (list 'red a x (list 're... */
        Obj *z_6 = omni_pair_car(tail_21);
        int64_t z_2 = omni_int_value(z_6);
        Obj *tail_24 = omni_pair_cdr(tail_21);
        free_obj(tail_21);  /* tail is taken apart; what lives on: tail */
        free_tree(z_6);  /* last use of z: (list 'black (list 'red a x (list 're... */
        Obj *d_2 = omni_pair_car(tail_24);
        Obj *tail_25 = omni_pair_cdr(tail_24);
        free_obj(tail_24);  /* tail is taken apart; what lives on: d */
        free_tree(tail_25);  /* last use of tail: (list 'black (list 'red a x (list 're... */
        Obj *node_result_2 = node(OMNI_REF(sym_black), a_2, x_2, b_2);
        return node(OMNI_REF(sym_red), node_result_2, y_2,
                    node(OMNI_REF(sym_black), c_2, z_2, d_2));
    }
    bool both_3;
    if (omni_is_list_of(subject, 4)) {
        if (omni_pair_car(subject) == OMNI_REF(sym_black)) {
            Obj *head_15 = omni_pair_car(omni_pair_cdr(omni_pair_cdr(omni_pair_cdr(subject))));
            if (omni_is_list_of(head_15, 4)) {
                if (omni_pair_car(head_15) == OMNI_REF(sym_red)) {
                    Obj *head_16 = omni_pair_car(omni_pair_cdr(head_15));
                    both_3 = omni_is_list_of(head_16, 4) &&
                             omni_pair_car(head_16) == OMNI_REF(sym_red);
                } else {
                    both_3 = false;
                }
            } else {
                both_3 = false;
            }
        } else {
            both_3 = false;
        }
    } else {
        both_3 = false;
    }
    if (both_3) {
        Obj *tail_26 = omni_pair_cdr(subject);
        Obj *head_17 = omni_pair_car(subject);
        free_obj(subject);  /* subject is taken apart; what lives on: tail */
        free_tree(head_17);  /* last use of head: (list 'black a x (list 'red (list 're... */
        Obj *a_3 = omni_pair_car(tail_26);
        Obj *tail_27 = omni_pair_cdr(tail_26);
        free_obj(tail_26);  /* tail is taken apart; what lives on: a and tail */
        Obj *x_8 = omni_pair_car(tail_27);
        int64_t x_3 = omni_int_value(x_8);
        Obj *tail_28 = omni_pair_cdr(tail_27);
        free_obj(tail_27);  /* tail is taken apart; what lives on: tail */
        free_tree(x_8);  /* last use of x: (list 'black a x (list 'red (list 're... */
        Obj *head_18 = omni_pair_car(tail_28);
        Obj *tail_29 = omni_pair_cdr(tail_28);
        free_obj(tail_28);  /* tail is taken apart; what lives on: head */
        free_tree(tail_29);  /* last use of tail: (list 'black a x (list 'red (list 're... */
        Obj *tail_30 = omni_pair_cdr(head_18);
        Obj *head_19 = omni_pair_car(head_18);
        free_obj(head_18);  /* head is taken apart; what lives on: tail */
        free_tree(head_19);  /* last use of head: (list 'black a x (list 'red (list 're... */
        Obj *head_20 = omni_pair_car(tail_30);
        Obj *tail_31 = omni_pair_cdr(head_20);
        Obj *b_3 = omni_pair_car(tail_31);
        Obj *tail_32 = omni_pair_cdr(tail_31);
        Obj *y_7 = omni_pair_car(tail_32);
        int64_t y_3 = omni_int_value(y_7);
        Obj *tail_33 = omni_pair_cdr(tail_32);
        Obj *c_3 = omni_pair_car(tail_33);
        Obj *tail_34 = omni_pair_cdr(tail_30);
        free_obj(tail_30);  /* tail is taken apart; what lives on: head and tail */
        Obj *head_21 = omni_pair_car(head_20);
        free_obj(head_20);  /* head is taken apart; what lives on: tail */
        free_obj(tail_31);  /* tail is taken apart; what lives on: b and tail */
        free_obj(tail_32);  /* tail is taken apart; what lives on: tail */
        Obj *tail_35 = omni_pair_cdr(tail_33);
        free_obj(tail_33);  /* tail is taken apart; what lives on: c */
        free_tree(y_7);  /* last use of y: (list 'black a x (list 'red (list 're... */
        free_tree(head_21);  /* last use of head: (list 'black a x (list 'red (list 're... */
        free_tree(tail_35);  /* last use of tail: (list 'black a x (list 'red (list 're... */
        Obj *z_7 = omni_pair_car(tail_34);
        int64_t z_3 = omni_int_value(z_7);
        Obj *tail_36 = omni_pair_cdr(tail_34);
        free_obj(tail_34);  /* tail is taken apart; what lives on: tail */
        free_tree(z_7);  /* last use of z: (list 'black a x (list 'red (list 're... */
        Obj *d_3 = omni_pair_car(tail_36);
        Obj *tail_37 = omni_pair_cdr(tail_36);
        free_obj(tail_36);  /* tail is taken apart; what lives on: d */
        free_tree(tail_37);  /* last use of tail: (list 'black a x (list 'red (list 're... */
        Obj *node_result_3 = node(OMNI_REF(sym_black), a_3, x_3, b_3);
        return node(OMNI_REF(sym_red), node_result_3, y_3,
                    node(OMNI_REF(sym_black), c_3, z_3, d_3));
    }
    bool both_4;
    if (omni_is_list_of(subject, 4)) {
        if (omni_pair_car(subject) == OMNI_REF(sym_black)) {
            Obj *head_22 = omni_pair_car(omni_pair_cdr(omni_pair_cdr(omni_pair_cdr(subject))));
            if (omni_is_list_of(head_22, 4)) {
                if (omni_pair_car(head_22) == OMNI_REF(sym_red)) {
                    Obj *tail_38 = omni_pair_cdr(omni_pair_cdr(omni_pair_cdr(head_22)));
                    Obj *head_23 = omni_pair_car(tail_38);
                    both_4 = omni_is_list_of(head_23, 4) &&
                             omni_pair_car(head_23) == OMNI_REF(sym_red);
                } else {
                    both_4 = false;
                }
            } else {
                both_4 = false;
            }
        } else {
            both_4 = false;
        }
    } else {
        both_4 = false;
    }
    if (both_4) {
        Obj *tail_39 = omni_pair_cdr(subject);
        Obj *head_24 = omni_pair_car(subject);
        free_obj(subject);  /* subject is taken apart; what lives on: tail */
        free_tree(head_24);  /* last use of head: (list 'black a x (list 'red b y (list... */
        Obj *a_4 = omni_pair_car(tail_39);
        Obj *tail_40 = omni_pair_cdr(tail_39);
        free_obj(tail_39);  /* tail is taken apart; what lives on: a and tail */
        Obj *x_9 = omni_pair_car(tail_40);
        int64_t x_4 = omni_int_value(x_9);
        Obj *tail_41 = omni_pair_cdr(tail_40);
        free_obj(tail_40);  /* tail is taken apart; what lives on: tail */
        free_tree(x_9);  /* last use of x: (list 'black a x (list 'red b y (list... */
        Obj *head_25 = omni_pair_car(tail_41);
        Obj *tail_42 = omni_pair_cdr(tail_41);
        free_obj(tail_41);  /* tail is taken apart; what lives on: head */
        free_tree(tail_42);  /* last use of tail: (list 'black a x (list 'red b y (list... */
        Obj *tail_43 = omni_pair_cdr(head_25);
        Obj *head_26 = omni_pair_car(head_25);
        free_obj(head_25);  /* head is taken apart; what lives on: tail */
        free_tree(head_26);  /* last use of head: (list 'black a x (list 'red b y (list... */
        Obj *b_4 = omni_pair_car(tail_43);
        Obj *tail_44 = omni_pair_cdr(tail_43);
        free_obj(tail_43);  /* tail is taken apart; what lives on: b and tail */
        Obj *y_8 = omni_pair_car(tail_44);
        int64_t y_4 = omni_int_value(y_8);
        Obj *tail_45 = omni_pair_cdr(tail_44);
        free_obj(tail_44);  /* tail is taken apart; what lives on: tail */
        free_tree(y_8);  /* last use of y: (list 'black a x (list 'red b y (list... */
        Obj *head_27 = omni_pair_car(tail_45);
        Obj *tail_46 = omni_pair_cdr(tail_45);
        free_obj(tail_45);  /* tail is taken apart; what lives on: head */
        free_tree(tail_46);  /* last use of tail: (list 'black a x (list 'red b y (list... */
        Obj *tail_47 = omni_pair_cdr(head_27);
        Obj *head_28 = omni_pair_car(head_27);
        free_obj(head_27);  /* head is taken apart; what lives on: tail */
        free_tree(head_28);  /* last use of head: (list 'black a x (list 'red b y (list... */
        Obj *c_4 = omni_pair_car(tail_47);
        Obj *tail_48 = omni_pair_cdr(tail_47);
        free_obj(tail_47);  /* tail is taken apart; what lives on: c and tail */
        Obj *z_8 = omni_pair_car(tail_48);
        int64_t z_4 = omni_int_value(z_8);
        Obj *tail_49 = omni_pair_cdr(tail_48);
        free_obj(tail_48);  /* tail is taken apart; what lives on: tail */
        free_tree(z_8);  /* last use of z: (list 'black a x (list 'red b y (list... */
        Obj *d_4 = omni_pair_car(tail_49);
        Obj *tail_50 = omni_pair_cdr(tail_49);
        free_obj(tail_49);  /* tail is taken apart; what lives on: d */
        free_tree(tail_50);  /* last use of tail: (list 'black a x (list 'red b y (list... */
        Obj *node_result_4 = node(OMNI_REF(sym_black), a_4, x_4, b_4);
        return node(OMNI_REF(sym_red), node_result_4, y_4,
                    node(OMNI_REF(sym_black), c_4, z_4, d_4));
    } else if (omni_is_list_of(subject, 4)) {
        Obj *color_2 = omni_pair_car(subject);
        Obj *tail_51 = omni_pair_cdr(subject);
        Obj *head_29 = omni_pair_car(subject);
        free_obj(subject);  /* subject is taken apart; what lives on: tail */
        free_tree(head_29);  /* last use of head: (list color a x b) */
        Obj *a_5 = omni_pair_car(tail_51);
        Obj *tail_52 = omni_pair_cdr(tail_51);
        free_obj(tail_51);  /* tail is taken apart; what lives on: a and tail */
        Obj *x_10 = omni_pair_car(tail_52);
        int64_t x_5 = omni_int_value(x_10);
        Obj *tail_53 = omni_pair_cdr(tail_52);
        free_obj(tail_52);  /* tail is taken apart; what lives on: tail */
        free_tree(x_10);  /* last use of x: (list color a x b) */
        Obj *b_5 = omni_pair_car(tail_53);
        Obj *tail_54 = omni_pair_cdr(tail_53);
        free_obj(tail_53);  /* tail is taken apart; what lives on: b */
        free_tree(tail_54);  /* last use of tail: (list color a x b) */
        return node(color_2, a_5, x_5, b_5);
    }
    omni_no_clause(subject, "balance+1: (match (list color left key right) [(...");
}

/* insert_below
 *   tree  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *insert_below(Obj *tree, int64_t key)
{
    OMNI_STACK_CHECK("insert-below");
    if (omni_is_null(tree)) {
        return node(OMNI_REF(sym_red), OMNI_NIL, key, OMNI_NIL);
    } else if (omni_is_list_of(tree, 4)) {
        Obj *color = omni_pair_car(tree);
        Obj *tail = omni_pair_cdr(tree);
        Obj *head = omni_pair_car(tree);
        free_obj(tree);  /* tree is taken apart; what lives on: (cdr tree) */
        free_tree(head);  /* last use of (car tree): (list color left x right) */
        Obj *left = omni_pair_car(tail);
        Obj *tail_2 = omni_pair_cdr(tail);
        free_obj(tail);  /* (cdr tree) is taken apart; what lives on: left and (cddr tree) */
        Obj *x_2 = omni_pair_car(tail_2);
        int64_t x = omni_int_value(x_2);
        Obj *tail_3 = omni_pair_cdr(tail_2);
        free_obj(tail_2);  /* (cddr tree) is taken apart; what lives on: (cdddr tree) */
        free_tree(x_2);  /* last use of (caddr tree): (list color left x right) */
        Obj *right = omni_pair_car(tail_3);
        Obj *tail_4 = omni_pair_cdr(tail_3);
        free_obj(tail_3);  /* (cdddr tree) is taken apart; what lives on: right */
        free_tree(tail_4);  /* last use of (cddddr tree): (list color left x right) */
        if (key < x) {
            return balance(color, insert_below(left, key), x, right);
        } else if (key > x) {
            return balance(color, left, x, insert_below(right, key));
        }
        return node(color, left, x, right);
    }
    omni_no_clause(tree, "insert-below+1: (match tree ['() (node 'red '() key '...");
}

/* insert
 *   tree  consumed  taken over from the caller, who does not use it afterwards
 */
static Obj *insert(Obj *tree, int64_t key)
{
    Obj *subject = insert_below(tree, key);
    if (omni_is_list_of(subject, 4)) {
        Obj *tail = omni_pair_cdr(subject);
        Obj *head = omni_pair_car(subject);
        free_obj(subject);  /* subject is taken apart; what lives on: tail */
        free_tree(head);  /* last use of head: (list _ left x right) */
        Obj *left = omni_pair_car(tail);
        Obj *tail_2 = omni_pair_cdr(tail);
        free_obj(tail);  /* tail is taken apart; what lives on: left and tail */
        Obj *x_2 = omni_pair_car(tail_2);
        int64_t x = omni_int_value(x_2);
        Obj *tail_3 = omni_pair_cdr(tail_2);
        free_obj(tail_2);  /* tail is taken apart; what lives on: tail */
        free_tree(x_2);  /* last use of x: (list _ left x right) */
        Obj *right = omni_pair_car(tail_3);
        Obj *tail_4 = omni_pair_cdr(tail_3);
        free_obj(tail_3);  /* tail is taken apart; what lives on: right */
        free_tree(tail_4);  /* last use of tail: (list _ left x right) */
        return node(OMNI_REF(sym_black), left, x, right);
    }
    omni_no_clause(subject, "insert+1: (match (insert-below tree key) [(list...");
}

/* size
 *   tree  borrowed  only read here; the caller keeps it
 */
static int64_t size(Obj *tree)
{
    OMNI_STACK_CHECK("size");
    if (omni_is_null(tree)) {
        return 0;
    } else if (omni_is_list_of(tree, 4)) {
        Obj *left = omni_pair_car(omni_pair_cdr(tree));
        Obj *right = omni_pair_car(omni_pair_cdr(omni_pair_cdr(omni_pair_cdr(tree))));
        int64_t size_result = size(left);
        int64_t size_result_2 = size(right);
        int64_t sum = omni_int_add(1, size_result, "size+1: (+ 1 (size left) (size right))");
        return omni_int_add(sum, size_result_2, "size+1: (+ 1 (size left) (size right))");
    }
    omni_no_clause(tree, "size+1: (match tree ['() 0] [(list _ left _ r...");
}

int main(int argc, char **argv)
{
    omni_init(argc, argv);

    Obj *tree = OMNI_NIL;
    int64_t i = 0;
    while (i < 100) {
        int64_t product = omni_int_mul(i, 37, "main: (* i 37)");
        tree = insert(tree, omni_int_modulo(product, 101, "main: (modulo (* i 37) 101)"));
        i = i + 1;
    }
    int64_t size_result = size(tree);
    free_tree(tree);  /* last use of tree: (size tree) */
    omni_display_int(size_result);
    omni_newline();
    return omni_shutdown(0);
}
