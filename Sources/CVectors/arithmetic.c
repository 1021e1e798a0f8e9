#include "arithmetic.h"

#include <string.h>

#include "dispatch.h"

// A product is rounded before it is added to, as everywhere else.
#pragma clang fp contract(off)

typedef double doubles __attribute__((ext_vector_type(8)));
typedef int64_t signs __attribute__((ext_vector_type(8)));
typedef int32_t ints __attribute__((ext_vector_type(8)));
typedef uint32_t naturals __attribute__((ext_vector_type(8)));
typedef _Bool bits8 __attribute__((ext_vector_type(8)));

/// Macros, since a vector cannot be returned from one target's function to another's.
#define LOAD(FROM) ({ doubles x; memcpy(&x, FROM, sizeof x); x; })
#define STORE(VALUE, TO) ({ doubles x = VALUE; memcpy(TO, &x, sizeof x); })
/// `YES` where the lanes of `MASK` are all ones, `NO` where they are all zeros.
#define CHOOSE(MASK, YES, NO) ({ signs m = MASK; (doubles)((m & (signs)(YES)) | (~m & (signs)(NO))); })
/// All ones for the rows of a mask, of which the step begins at `at`.
#define SPREAD(MASK)                                          \
  ({                                                          \
    uint8_t part = (uint8_t)(MASK[at / 64] >> (at % 64));     \
    bits8 bits;                                               \
    memcpy(&bits, &part, sizeof bits);                        \
    __builtin_convertvector(bits, signs) != 0;                \
  })

/// Loops over steps of eight rows.
#define EACH(...) for (size_t at = 0; at < count; at += 8) __VA_ARGS__

/// Writes the results of eight rows and sets their bits of `word` where they are sound.
#define STEP(EXPRESSION)                                                                   \
  {                                                                                        \
    size_t at = i + j;                                                                     \
    doubles value = EXPRESSION;                                                            \
    STORE(value, result + at);                                                             \
    bits8 bits = __builtin_convertvector(__builtin_elementwise_abs(value) < bound, bits8); \
    uint8_t part;                                                                          \
    memcpy(&part, &bits, sizeof part);                                                     \
    word |= (uint64_t)part << j;                                                           \
  }

/// Loops over words of `sound`; the last takes no more steps than its rows need.
#define WORDS(EXPRESSION)                                                                                      \
  {                                                                                                            \
    doubles bound = (doubles)(limit);                                                                          \
    size_t i = 0;                                                                                              \
    for (; i + 64 <= count; i += 64) {                                                                         \
      uint64_t word = 0;                                                                                       \
      for (size_t j = 0; j < 64; j += 8) STEP(EXPRESSION)                                                      \
      sound[i / 64] = word;                                                                                    \
    }                                                                                                          \
    if (i < count) {                                                                                           \
      uint64_t word = 0;                                                                                       \
      _Pragma("clang loop unroll(disable)") for (size_t j = 0; j < count - i; j += 8) STEP(EXPRESSION)         \
      sound[i / 64] = word & (~0ull >> (64 - (count - i)));                                                    \
    }                                                                                                          \
  }

#define A LOAD(left + at)
#define B LOAD(right + at)
#define N LOAD(numbers + at)
/// A zero without a sign.
#define PLAIN(VALUE) ((VALUE) + (doubles)(0.0))
#define TRUNC(VALUE) __builtin_elementwise_trunc(VALUE)
/// Halves away from zero: what truncation leaves is exact. Keeps the sign of what comes to zero.
#define ROUND(VALUE)                                                                                             \
  ({                                                                                                             \
    doubles exact = VALUE, whole = TRUNC(exact);                                                                 \
    signs isHalf = __builtin_elementwise_abs(exact - whole) >= (doubles)(0.5);                                   \
    signs sign = (signs)exact & (signs)(INT64_MIN);                                                              \
    signs one = sign | (signs)(doubles)(1.0);                                                                    \
    (doubles)((signs)(whole + (doubles)(isHalf & one)) | sign);                                                  \
  })

#define DEFINE(SUFFIX, ATTRIBUTES)                                                                                  \
  ATTRIBUTES static void calculate_##SUFFIX(                                                                        \
      const double *left, const double *right, int operation, double limit, size_t count, double *result,           \
      uint64_t *sound) {                                                                                            \
    switch (operation) {                                                                                            \
      case VECTOR_ADD: WORDS(A + B) break;                                                                          \
      case VECTOR_SUBTRACT: WORDS(A - B) break;                                                                     \
      case VECTOR_MULTIPLY: WORDS(A * B) break;                                                                     \
      case VECTOR_MULTIPLY_WHOLE: WORDS(PLAIN(A * B)) break;                                                        \
      case VECTOR_DIVIDE: WORDS(A / B) break;                                                                       \
      case VECTOR_QUOTIENT: WORDS(PLAIN(TRUNC(A / B))) break;                                                       \
      case VECTOR_REMAINDER: WORDS(PLAIN(A - B * TRUNC(A / B))) break;                                              \
      case VECTOR_MINIMUM: WORDS(CHOOSE(B < A, B, A)) break;                                                        \
      default: WORDS(CHOOSE(B > A, B, A)) break;                                                                    \
    }                                                                                                               \
  }                                                                                                                 \
  ATTRIBUTES static void map_##SUFFIX(                                                                              \
      const double *numbers, int mapping, double limit, size_t count, double *result, uint64_t *sound) {            \
    switch (mapping) {                                                                                              \
      case VECTOR_NEGATE: WORDS(-N) break;                                                                          \
      case VECTOR_ABSOLUTE: WORDS(__builtin_elementwise_abs(N)) break;                                              \
      case VECTOR_FLOOR: WORDS(PLAIN(__builtin_elementwise_floor(N))) break;                                        \
      case VECTOR_CEILING: WORDS(PLAIN(__builtin_elementwise_ceil(N))) break;                                       \
      case VECTOR_ROUND: WORDS(PLAIN(ROUND(N))) break;                                                              \
      default: WORDS(PLAIN(TRUNC(N))) break;                                                                        \
    }                                                                                                               \
  }                                                                                                                 \
  ATTRIBUTES static void select_##SUFFIX(                                                                           \
      const uint64_t *mask, const double *yes, const double *no, size_t count, double *result) {                    \
    EACH(STORE(CHOOSE(SPREAD(mask), LOAD(yes + at), LOAD(no + at)), result + at));                                  \
  }                                                                                                                 \
  ATTRIBUTES static void add_points_##SUFFIX(const uint64_t *mask, double points, size_t count, double *sums) {     \
    EACH(STORE(LOAD(sums + at) + (doubles)(SPREAD(mask) & (signs)(doubles)(points)), sums + at));                   \
  }                                                                                                                 \
  ATTRIBUTES static void add_weighted_##SUFFIX(const double *numbers, double weight, size_t count, double *sums) {  \
    EACH({                                                                                                          \
      doubles product = N * (doubles)(weight);                                                                      \
      STORE(LOAD(sums + at) + product, sums + at);                                                                  \
    })                                                                                                              \
  }                                                                                                                 \
  ATTRIBUTES static void round_sums_##SUFFIX(size_t count, double *sums) {                                          \
    EACH({                                                                                                          \
      doubles total = LOAD(sums + at);                                                                              \
      doubles rounded = ROUND(total * (doubles)(1e9)) / (doubles)(1e9);                                             \
      STORE(CHOOSE(__builtin_elementwise_abs(total) < (doubles)(1e6), rounded, total), sums + at);                  \
    })                                                                                                              \
  }                                                                                                                 \
  ATTRIBUTES static void date_part_##SUFFIX(                                                                        \
      const double *days, int part, double offset, size_t count, double *result) {                                  \
    switch (part) {                                                                                                 \
      case VECTOR_YEAR: DATES(year + ((naturals)(month <= 2) & 1)) break;                                             \
      case VECTOR_MONTH: DATES(month) break;                                                                        \
      case VECTOR_DAY: DATES(inYear - (153 * march + 2) / 5 + 1) break;                                             \
      case VECTOR_WEEKDAY: DATES((shifted + 2) % 7 + 1) break;                                                      \
      case VECTOR_DAY_OF_WEEK: DATES((shifted + 3) % 7) break;                                                      \
      default:                                                                                                      \
        DATES(                                                                                                      \
            ((naturals)(month > 2) & (inYear + 60 + ((naturals)LEAP(year) & 1))) |                                  \
            (~(naturals)(month > 2) & (inYear - 305)))                                                              \
        break;                                                                                                      \
    }                                                                                                               \
  }

/// Parts of days: years are counted from March, so that the leap day ends them; 400 of them are one cycle of 146,097 days.
#define DATES(EXPRESSION)                                                                                             \
  EACH({                                                                                                              \
    doubles day = LOAD(days + at);                                                                                    \
    day = CHOOSE(day >= (doubles)(-719162.0), day, (doubles)(-719162.0));                                             \
    day = CHOOSE(day <= (doubles)(2932896.0), day, (doubles)(2932896.0));                                             \
    naturals shifted = (naturals)(__builtin_convertvector(day, ints)) + 719468;                                       \
    naturals cycle = shifted / 146097, inCycle = shifted - cycle * 146097;                                            \
    naturals of400 = (inCycle - inCycle / 1460 + inCycle / 36524 - inCycle / 146096) / 365;                           \
    naturals inYear = inCycle - (365 * of400 + of400 / 4 - of400 / 100);                                              \
    naturals year = cycle * 400 + of400;                                                                              \
    naturals march = (5 * inYear + 2) / 153;                                                                          \
    naturals month = march + 3 - ((naturals)(march >= 10) & 12);                                                      \
    (void)year, (void)month;                                                                                          \
    naturals found = EXPRESSION;                                                                                      \
    STORE(__builtin_convertvector((ints)found, doubles) + (doubles)(offset), result + at);                            \
  })
#define LEAP(YEAR) ((YEAR % 4 == 0) & ((YEAR % 100 != 0) | (YEAR % 400 == 0)))

FORMS(DEFINE)

void vector_calculate(
    const double *left, const double *right, int operation, double limit, size_t count, double *result, uint64_t *sound) {
  CALL(calculate, left, right, operation, limit, count, result, sound);
}

void vector_map(const double *numbers, int mapping, double limit, size_t count, double *result, uint64_t *sound) {
  CALL(map, numbers, mapping, limit, count, result, sound);
}

void vector_select(const uint64_t *mask, const double *yes, const double *no, size_t count, double *result) {
  CALL(select, mask, yes, no, count, result);
}

void vector_add_points(const uint64_t *mask, double points, size_t count, double *sums) {
  CALL(add_points, mask, points, count, sums);
}

void vector_add_weighted(const double *numbers, double weight, size_t count, double *sums) {
  CALL(add_weighted, numbers, weight, count, sums);
}

void vector_round_sums(size_t count, double *sums) { CALL(round_sums, count, sums); }

void vector_date_part(const double *days, int part, double offset, size_t count, double *result) {
  CALL(date_part, days, part, offset, count, result);
}
