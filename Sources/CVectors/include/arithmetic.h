#ifndef VISITRULES_ARITHMETIC_H
#define VISITRULES_ARITHMETIC_H

#include <stddef.h>
#include <stdint.h>

/// Arithmetic over whole lanes. Lanes have to be readable and writable up to the next multiple of 64 rows, whatever they hold
/// there; masks are as in vectors.h. Nothing traps: not even on NaN.

enum vector_operation {
  VECTOR_ADD,
  VECTOR_SUBTRACT,
  VECTOR_MULTIPLY,
  /// Of whole numbers: zero has no sign.
  VECTOR_MULTIPLY_WHOLE,
  VECTOR_DIVIDE,
  /// The quotient of whole numbers up to 2^53, towards zero.
  VECTOR_QUOTIENT,
  /// What that leaves, with the sign of the dividend.
  VECTOR_REMAINDER,
  /// The left one where they are equal or one is NaN; also of the next.
  VECTOR_MINIMUM,
  VECTOR_MAXIMUM,
};

/// `result[i] = left[i] OPERATION right[i]`; `sound[i]` where its magnitude is below `limit`.
void vector_calculate(
    const double *left, const double *right, int operation, double limit, size_t count, double *result, uint64_t *sound);

enum vector_mapping {
  VECTOR_NEGATE,
  VECTOR_ABSOLUTE,
  /// Whole numbers, of which zero has no sign; also the next three.
  VECTOR_FLOOR,
  VECTOR_CEILING,
  /// Halves away from zero.
  VECTOR_ROUND,
  VECTOR_TRUNCATE,
};

/// `result[i] = MAPPING numbers[i]`; `sound[i]` where its magnitude is below `limit`.
void vector_map(const double *numbers, int mapping, double limit, size_t count, double *result, uint64_t *sound);

/// `result[i] = yes[i]` for the rows of `mask`, else `no[i]`.
void vector_select(const uint64_t *mask, const double *yes, const double *no, size_t count, double *result);

/// `sums[i] += points` for the rows of `mask`.
void vector_add_points(const uint64_t *mask, double points, size_t count, double *sums);

/// `sums[i] += numbers[i] * weight`, rounded twice.
void vector_add_weighted(const double *numbers, double weight, size_t count, double *sums);

/// Rounds magnitudes below a million to nine decimal places, halves away from zero.
void vector_round_sums(size_t count, double *sums);

enum vector_date_part {
  VECTOR_YEAR,
  /// 1...12.
  VECTOR_MONTH,
  /// 1...31.
  VECTOR_DAY,
  /// 1 is Monday.
  VECTOR_WEEKDAY,
  /// 0 is Sunday.
  VECTOR_DAY_OF_WEEK,
  /// 1 is the first of January.
  VECTOR_DAY_OF_YEAR,
};

/// Of days since 1970-01-01 in the years 1...9999, whatever else for other numbers; `offset` is added.
void vector_date_part(const double *days, int part, double offset, size_t count, double *result);

#endif
