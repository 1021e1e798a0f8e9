#ifndef VISITRULES_COLUMNS_H
#define VISITRULES_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Columns that a caller holds, into lanes and masks. Columns end with their last row: nothing behind it is read. Lanes and masks
/// are as in vectors.h.

/// `lane[i] = numbers[i]` where that lies in `lower...upper`, else 0; says where it does. `lane` may be `numbers`.
void column_take_doubles(
    const double *numbers, size_t count, double lower, double upper, double *lane, uint64_t *usable);

/// As above, for numbers that have to be whole: zero gets no sign.
void column_take_whole_doubles(
    const double *numbers, size_t count, double lower, double upper, double *lane, uint64_t *usable);

/// As above, for whole numbers.
void column_take_int32(
    const int32_t *integers, size_t count, double lower, double upper, double *lane, uint64_t *usable);

/// As above, for whole numbers that have to lie in `least...largest` before they are rounded to a double.
void column_take_int64(
    const int64_t *integers, size_t count, int64_t least, int64_t largest, double lower, double upper, double *lane,
    uint64_t *usable);

/// `mask[i] = truths[i]`.
void column_take_bools(const bool *truths, size_t count, uint64_t *mask);

/// `numbers[i] = lane[i]` for the rows of `known`, else NaN.
void column_put_numbers(const double *lane, const uint64_t *known, size_t count, double *numbers);

#endif
