#ifndef VISITRULES_STATES_H
#define VISITRULES_STATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Codes to what is known of them so far, which grows as codes come up: an entry of a table with its highest bit set says that
/// nothing is, or something that takes a closer look. Masks and lanes are as in vectors.h.

/// `result[i] = table[codes[i]]`. False if one of the codes is not below `size` or has an entry with its highest bit set: then the
/// results mean nothing. Nothing behind the last row is read or written; `result` may be `codes`.
bool states_translate(const uint32_t *codes, const uint32_t *table, size_t size, size_t count, uint32_t *result);

/// `states[i] = table[states[i]]` for the rows of `mask`, whose states lie below `size`. Those whose entry has its highest bit set
/// keep their state and stand in `rest`; says whether there are any.
bool states_step(
    const uint64_t *mask, const uint32_t *table, size_t size, size_t count, uint32_t *states, uint64_t *rest);

/// `states[i] |= bits` for the rows of `mask`.
void states_add_bits(const uint64_t *mask, uint32_t bits, size_t count, uint32_t *states);

/// Adds to `counts[c]` how many of the rows have the code `c`; all codes lie below `size`.
void states_count(const uint32_t *codes, size_t size, size_t count, uint64_t *counts);

#endif
