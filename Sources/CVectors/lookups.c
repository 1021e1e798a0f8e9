#include "lookups.h"

#include <string.h>

#include "dispatch.h"

typedef uint32_t codes16 __attribute__((ext_vector_type(16)));
typedef int32_t signs16 __attribute__((ext_vector_type(16)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));
typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

/// Macros, since a vector cannot be returned from one target's function to another's.
#define LOAD(FROM) ({ codes16 x; memcpy(&x, FROM, sizeof x); x; })
/// All ones for the rows of a mask, of which the step begins at `at`.
#define SPREAD(MASK)                                              \
  ({                                                              \
    uint16_t part = (uint16_t)(MASK[at / 64] >> (at % 64));       \
    bits16 bits;                                                  \
    memcpy(&bits, &part, sizeof bits);                            \
    (codes16)(__builtin_convertvector(bits, signs16) != 0);       \
  })
#define REST(WORD) (count - i >= 64 ? (WORD) : (WORD) & (~0ull >> (64 - (count - i))))

/// The states of 64 rows side by side.
#define COLLECT(STATES)                                                                   \
  ({                                                                                      \
    bytes64 found = (bytes64)(0);                                                         \
    uint8_t *place = (uint8_t *)&found;                                                   \
    if (count - i >= 64) {                                                                \
      for (size_t j = 0; j < 64; j++) place[j] = STATES[codes[i + j]];                    \
    } else {                                                                              \
      for (size_t j = 0; j < count - i; j++) place[j] = STATES[codes[i + j]];             \
    }                                                                                     \
    found;                                                                                \
  })
#define BITS(BYTES, WANTED)                                                                      \
  ({                                                                                             \
    bits64 bits = __builtin_convertvector((BYTES & (bytes64)(WANTED)) != (bytes64)(0), bits64);  \
    uint64_t word;                                                                               \
    memcpy(&word, &bits, sizeof word);                                                           \
    word;                                                                                        \
  })

#define DEFINE(SUFFIX, ATTRIBUTES)                                                                                  \
  ATTRIBUTES static void bits_##SUFFIX(const uint32_t *codes, uint32_t table, size_t count, uint64_t *mask) {       \
    for (size_t i = 0; i < count; i += 64) {                                                                        \
      uint64_t word = 0;                                                                                            \
      size_t end = count - i < 64 ? count - i : 64;                                                                 \
      for (size_t j = 0; j < end; j += 16) {                                                                        \
        codes16 chosen = ((codes16)(table) >> (LOAD(codes + i + j) & (codes16)(31))) & (codes16)(1);                \
        bits16 bits = __builtin_convertvector(chosen != (codes16)(0), bits16);                                      \
        uint16_t part;                                                                                              \
        memcpy(&part, &bits, sizeof part);                                                                          \
        word |= (uint64_t)part << j;                                                                                \
      }                                                                                                             \
      mask[i / 64] = REST(word);                                                                                    \
    }                                                                                                               \
  }                                                                                                                 \
  ATTRIBUTES static void states_##SUFFIX(                                                                           \
      const uint32_t *codes, const uint8_t *states, uint8_t wanted, size_t count, uint64_t *mask) {                 \
    for (size_t i = 0; i < count; i += 64) {                                                                        \
      bytes64 found = COLLECT(states);                                                                              \
      mask[i / 64] = BITS(found, wanted);                                                                           \
    }                                                                                                               \
  }                                                                                                                 \
  ATTRIBUTES static void truth_##SUFFIX(                                                                            \
      const uint32_t *codes, const uint8_t *states, size_t count, uint64_t *yes, uint64_t *no) {                    \
    for (size_t i = 0; i < count; i += 64) {                                                                        \
      bytes64 found = COLLECT(states);                                                                              \
      yes[i / 64] = BITS(found, 1);                                                                                 \
      no[i / 64] = BITS(found, 2);                                                                                  \
    }                                                                                                               \
  }                                                                                                                 \
  ATTRIBUTES static void numbers_##SUFFIX(                                                                          \
      const uint32_t *codes, const double *table, size_t count, double *restrict result) {                          \
    for (size_t i = 0; i < count; i++) result[i] = table[codes[i]];                                                 \
  }                                                                                                                 \
  ATTRIBUTES static void codes_##SUFFIX(                                                                            \
      const uint32_t *codes, const uint32_t *table, size_t count, uint32_t *restrict result) {                      \
    for (size_t i = 0; i < count; i++) result[i] = table[codes[i]];                                                 \
  }                                                                                                                 \
  ATTRIBUTES static void select_##SUFFIX(                                                                           \
      const uint64_t *first, const uint32_t *left, const uint64_t *second, const uint32_t *right, size_t count,     \
      uint32_t *result) {                                                                                           \
    for (size_t at = 0; at < count; at += 16) {                                                                     \
      codes16 one = SPREAD(first), other = SPREAD(second) & ~one;                                                   \
      codes16 chosen = (one & LOAD(left + at)) | (other & LOAD(right + at));                                        \
      memcpy(result + at, &chosen, sizeof chosen);                                                                  \
    }                                                                                                               \
  }

FORMS(DEFINE)

void vector_look_up_bits(const uint32_t *codes, uint32_t table, size_t count, uint64_t *mask) {
  CALL(bits, codes, table, count, mask);
}

void vector_look_up_states(const uint32_t *codes, const uint8_t *states, uint8_t wanted, size_t count, uint64_t *mask) {
  CALL(states, codes, states, wanted, count, mask);
}

void vector_look_up_truth(const uint32_t *codes, const uint8_t *states, size_t count, uint64_t *yes, uint64_t *no) {
  CALL(truth, codes, states, count, yes, no);
}

void vector_look_up_numbers(const uint32_t *codes, const double *table, size_t count, double *result) {
  CALL(numbers, codes, table, count, result);
}

void vector_look_up_codes(const uint32_t *codes, const uint32_t *table, size_t count, uint32_t *result) {
  CALL(codes, codes, table, count, result);
}

void vector_select_codes(
    const uint64_t *first, const uint32_t *left, const uint64_t *second, const uint32_t *right, size_t count,
    uint32_t *result) {
  CALL(select, first, left, second, right, count, result);
}
