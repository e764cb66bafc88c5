/* symbol.h: the table of symbols.
 *
 * The compiler makes one static object for each symbol in a program; a program that turns strings into symbols registers them
 * first, so that (string->symbol "red") is the same object as 'red. New symbols live until omni_shutdown.
 */
#ifndef OMNI_SYMBOL_H
#define OMNI_SYMBOL_H

#include "omni/region.h"
#include "omni/value.h"

OMNI_BEGIN_C

/* Enters static symbols (OMNI_STATIC_SYMBOL) into the table; each name at most once. Call it after omni_init:
 *
 *     static const Symbol *const symbols[] = {&symbol_red, &symbol_green};
 *     omni_symbols_register(symbols, 2);
 */
void omni_symbols_register(const Symbol *const *symbols, size_t count);

Obj *omni_string_to_symbol(const Obj *string, const char *where);
Obj *omni_symbol_to_string(Region *dest, const Obj *symbol, const char *where);

OMNI_END_C

#endif
