/* record.omni, translated by omnic */
#include "omni.h"

/* R7RS: a constructor of some fields, a modifier, a field without accessor. What has no value
 * yet is nothing. */
typedef struct Account Account;
struct Account {
    Struct header;
    Obj *owner;
    int64_t balance;
    Obj *note;
    Obj *secret;
};

static const OmniField Account_fields[] = {
    OMNI_FIELD(Account, owner, "owner", VALUE),
    OMNI_FIELD(Account, balance, "balance", INT),
    OMNI_FIELD(Account, note, "note", VALUE),
    OMNI_FIELD(Account, secret, "secret", VALUE),
};
static const OmniStructType Account_type = { "<account>", sizeof(Account), 4, Account_fields };

static inline Obj *mk_Account_region(Region *region, Obj *owner, int64_t balance, Obj *note,
                                     Obj *secret)
{
    Account *self = (Account *)omni_struct_region(region, &Account_type);
    self->owner = owner;
    self->balance = balance;
    self->note = note;
    self->secret = secret;
    return &self->header.header;
}

static inline Obj *Account_owner(const Obj *self)
{
    return ((const Account *)self)->owner;
}

static inline int64_t Account_balance(const Obj *self)
{
    return ((const Account *)self)->balance;
}

static inline void Account_set_balance(Obj *self, int64_t balance)
{
    ((Account *)self)->balance = balance;
}

static inline Obj *Account_note(const Obj *self)
{
    return ((const Account *)self)->note;
}

static inline void Account_set_note(Obj *self, Obj *note)
{
    ((Account *)self)->note = note;
}

OMNI_STATIC_SYMBOL(sym_open, "open");

OMNI_STATIC_STRING(text_Ann, "Ann", 3);
OMNI_STATIC_STRING(text_space, " ", 1);

static Obj *mine = OMNI_NOTHING;

/* deposit
 *   account  borrowed  changed here; the caller keeps it
 */
static inline void deposit(Obj *account, int64_t amount)
{
    int64_t sum = omni_int_add(Account_balance(account), amount,
                               "deposit!+1: (+ (account-balance account) amount)");
    Account_set_balance(account, sum);
}

/* main
 *   mine  global  reachable from the top-level variable mine: lives until the program ends
 */
int main(int argc, char **argv)
{
    omni_init(argc, argv);
    mine = mk_Account_region(omni_global, OMNI_REF(text_Ann), 10, OMNI_NOTHING, OMNI_NOTHING);
    deposit(mine, 32);
    int64_t balance = Account_balance(mine);
    Obj *note = Account_note(mine);
    omni_display(Account_owner(mine));
    omni_display(OMNI_REF(text_space));
    omni_display_int(balance);
    omni_display(OMNI_REF(text_space));
    omni_display(note);
    omni_newline();
    Account_set_note(mine, OMNI_REF(sym_open));
    omni_display(Account_note(mine));
    omni_display(OMNI_REF(text_space));
    omni_display_bool(true);
    omni_display_bool(false);
    omni_newline();
    return omni_shutdown(0);
}
