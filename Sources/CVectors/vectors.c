#include "vectors.h"

#include <string.h>

#include "dispatch.h"

typedef double doubles __attribute__((ext_vector_type(8)));
typedef int64_t signs __attribute__((ext_vector_type(8)));
typedef uint32_t codes16 __attribute__((ext_vector_type(16)));
typedef _Bool bits8 __attribute__((ext_vector_type(8)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));

/// Eight numbers, or sixteen codes; macros, since a vector cannot be returned from one target's function to another's.
#define LOAD8(FROM) ({ doubles x; memcpy(&x, FROM, sizeof x); x; })
#define LOAD16(FROM) ({ codes16 x; memcpy(&x, FROM, sizeof x); x; })

/// Sets bit `j` and those above of `word` for the step of rows that begins at `at`.
#define PART(STEP, BITS, WHOLE, EXPRESSION)                      \
  {                                                              \
    size_t at = i + j;                                           \
    BITS bits = __builtin_convertvector(EXPRESSION, BITS);       \
    WHOLE part;                                                  \
    memcpy(&part, &bits, sizeof part);                           \
    word |= (uint64_t)part << j;                                 \
  }

/// Loops over words, of which each gathers the bits of 64 rows; the last may have fewer, and takes no more steps than they need.
#define GATHER(STEP, BITS, WHOLE, EXPRESSION)                                                              \
  {                                                                                                        \
    size_t i = 0;                                                                                          \
    for (; i + 64 <= count; i += 64) {                                                                     \
      uint64_t word = 0;                                                                                   \
      for (size_t j = 0; j < 64; j += STEP) PART(STEP, BITS, WHOLE, EXPRESSION)                            \
      mask[i / 64] = word;                                                                                 \
    }                                                                                                      \
    if (i < count) {                                                                                       \
      uint64_t word = 0;                                                                                   \
      _Pragma("clang loop unroll(disable)") for (size_t j = 0; j < count - i; j += STEP)                   \
          PART(STEP, BITS, WHOLE, EXPRESSION)                                                              \
      mask[i / 64] = word & (~0ull >> (64 - (count - i)));                                                 \
    }                                                                                                      \
  }
#define GATHER8(EXPRESSION) GATHER(8, bits8, uint8_t, EXPRESSION)
#define GATHER16(EXPRESSION) GATHER(16, bits16, uint16_t, EXPRESSION)

/// All ones for the numbers that are one of a list.
#define FOUND(FROM, LIST, LENGTH)                                                       \
  ({                                                                                    \
    doubles all = LOAD8(FROM);                                                          \
    signs found = (signs)(0);                                                           \
    for (size_t k = 0; k < LENGTH; k++) found |= (signs)(all == (doubles)(LIST[k]));    \
    found;                                                                              \
  })

#define DEFINE(SUFFIX, ATTRIBUTES)                                                                                     \
  ATTRIBUTES static void compare_constant_##SUFFIX(                                                                    \
      const double *numbers, double limit, int order, size_t count, uint64_t *mask) {                                  \
    switch (order) {                                                                                                   \
      case VECTOR_EQUAL: GATHER8((LOAD8(numbers + at) == (doubles)(limit))) break;                               \
      case VECTOR_LESS: GATHER8((LOAD8(numbers + at) < (doubles)(limit))) break;                                 \
      case VECTOR_LESS_OR_EQUAL: GATHER8((LOAD8(numbers + at) <= (doubles)(limit))) break;                       \
      case VECTOR_GREATER: GATHER8((LOAD8(numbers + at) > (doubles)(limit))) break;                              \
      default: GATHER8((LOAD8(numbers + at) >= (doubles)(limit))) break;                                         \
    }                                                                                                                  \
  }                                                                                                                    \
  ATTRIBUTES static void compare_##SUFFIX(                                                                             \
      const double *a, const double *b, int order, size_t count, uint64_t *mask) {                                     \
    switch (order) {                                                                                                   \
      case VECTOR_EQUAL: GATHER8((LOAD8(a + at) == LOAD8(b + at))) break;                                  \
      case VECTOR_LESS: GATHER8((LOAD8(a + at) < LOAD8(b + at))) break;                                    \
      case VECTOR_LESS_OR_EQUAL: GATHER8((LOAD8(a + at) <= LOAD8(b + at))) break;                          \
      case VECTOR_GREATER: GATHER8((LOAD8(a + at) > LOAD8(b + at))) break;                                 \
      default: GATHER8((LOAD8(a + at) >= LOAD8(b + at))) break;                                            \
    }                                                                                                                  \
  }                                                                                                                    \
  ATTRIBUTES static void find_members_##SUFFIX(                                                                        \
      const double *numbers, const double *list, size_t length, size_t count, uint64_t *mask) {                        \
    GATHER8(FOUND(numbers + at, list, length))                                                                         \
  }                                                                                                                    \
  ATTRIBUTES static void equal_code_##SUFFIX(const uint32_t *codes, uint32_t code, size_t count, uint64_t *mask) {     \
    GATHER16((LOAD16(codes + at) == (codes16)(code)))                                                            \
  }                                                                                                                    \
  ATTRIBUTES static void nonzero_code_##SUFFIX(const uint32_t *codes, size_t count, uint64_t *mask) {                  \
    GATHER16((LOAD16(codes + at) != (codes16)(0)))                                                               \
  }                                                                                                                    \
  ATTRIBUTES static void equal_codes_##SUFFIX(                                                                         \
      const uint32_t *a, const uint32_t *b, size_t count, uint64_t *mask) {                                            \
    GATHER16((LOAD16(a + at) == LOAD16(b + at)) & (LOAD16(a + at) != (codes16)(0)))                                    \
  }

FORMS(DEFINE)

void vector_compare_constant(const double *numbers, double limit, int order, size_t count, uint64_t *mask) {
  CALL(compare_constant, numbers, limit, order, count, mask);
}

void vector_compare(const double *left, const double *right, int order, size_t count, uint64_t *mask) {
  CALL(compare, left, right, order, count, mask);
}

void vector_find_members(const double *numbers, const double *list, size_t length, size_t count, uint64_t *mask) {
  CALL(find_members, numbers, list, length, count, mask);
}

void vector_equal_code(const uint32_t *codes, uint32_t code, size_t count, uint64_t *mask) {
  CALL(equal_code, codes, code, count, mask);
}

void vector_nonzero_code(const uint32_t *codes, size_t count, uint64_t *mask) {
  CALL(nonzero_code, codes, count, mask);
}

void vector_equal_codes(const uint32_t *left, const uint32_t *right, size_t count, uint64_t *mask) {
  CALL(equal_codes, left, right, count, mask);
}
