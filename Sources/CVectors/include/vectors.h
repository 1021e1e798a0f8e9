#ifndef VISITRULES_VECTORS_H
#define VISITRULES_VECTORS_H

#include <stddef.h>
#include <stdint.h>

/// Loops over whole columns for which the compiler needs the processor's widest registers: each is compiled for several
/// generations of x86-64, and the best that the machine has is called. Everywhere else there is one portable form.
///
/// A mask holds one bit a row, row 0 in the lowest bit of the first word; `(count + 63) / 64` words are written whole, bits
/// beyond `count` are 0. Columns have to be readable up to the next multiple of 64 rows, whatever they hold there.

/// How a number stands to a limit.
enum vector_order {
  VECTOR_EQUAL,
  VECTOR_LESS,
  VECTOR_LESS_OR_EQUAL,
  VECTOR_GREATER,
  VECTOR_GREATER_OR_EQUAL,
};

/// `mask[i] = numbers[i] ORDER limit`; never for NaN.
void vector_compare_constant(const double *numbers, double limit, int order, size_t count, uint64_t *mask);

/// `mask[i] = left[i] ORDER right[i]`; never for NaN.
void vector_compare(const double *left, const double *right, int order, size_t count, uint64_t *mask);

/// `mask[i] = numbers[i] is one of list`; NaN never is.
void vector_find_members(const double *numbers, const double *list, size_t length, size_t count, uint64_t *mask);

/// `mask[i] = codes[i] == code`.
void vector_equal_code(const uint32_t *codes, uint32_t code, size_t count, uint64_t *mask);

/// `mask[i] = codes[i] is nonzero`.
void vector_nonzero_code(const uint32_t *codes, size_t count, uint64_t *mask);

/// `mask[i] = left[i] == right[i] and is nonzero`.
void vector_equal_codes(const uint32_t *left, const uint32_t *right, size_t count, uint64_t *mask);

#endif
