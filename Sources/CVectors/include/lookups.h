#ifndef VISITRULES_LOOKUPS_H
#define VISITRULES_LOOKUPS_H

#include <stddef.h>
#include <stdint.h>

/// Codes to what a table says of them. Codes of the first `count` rows have to lie inside their table; masks are as in vectors.h.

/// `mask[i] = bit codes[i] of table`, for codes below 32.
void vector_look_up_bits(const uint32_t *codes, uint32_t table, size_t count, uint64_t *mask);

/// `mask[i] = states[codes[i]] has a bit of wanted`.
void vector_look_up_states(const uint32_t *codes, const uint8_t *states, uint8_t wanted, size_t count, uint64_t *mask);

/// Both masks at once: of the lowest bit of the states, and of the next.
void vector_look_up_truth(const uint32_t *codes, const uint8_t *states, size_t count, uint64_t *yes, uint64_t *no);

/// `result[i] = table[codes[i]]`.
void vector_look_up_numbers(const uint32_t *codes, const double *table, size_t count, double *result);

/// `result[i] = table[codes[i]]`.
void vector_look_up_codes(const uint32_t *codes, const uint32_t *table, size_t count, uint32_t *result);

/// `result[i] = left[i]` for the rows of `first`, else `right[i]` for those of `second`, else 0; lanes have to be readable and
/// writable up to the next multiple of 64 rows.
void vector_select_codes(
    const uint64_t *first, const uint32_t *left, const uint64_t *second, const uint32_t *right, size_t count,
    uint32_t *result);

#endif
