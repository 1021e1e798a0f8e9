#include "lanes.h"

#include <string.h>

#include "dispatch.h"

typedef uint32_t codes16 __attribute__((ext_vector_type(16)));
typedef int32_t signs16 __attribute__((ext_vector_type(16)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));

/// Words with few rows are walked bit by bit, the others sixteen rows at a time.
#define DEFINE(SUFFIX, ATTRIBUTES)                                                                                     \
  ATTRIBUTES static void assign_code_##SUFFIX(const uint64_t *mask, uint32_t code, size_t count, uint32_t *codes) {    \
    for (size_t i = 0; i < count; i += 64) {                                                                           \
      uint64_t word = mask[i / 64];                                                                                    \
      if (word == 0) continue;                                                                                         \
      if (__builtin_popcountll(word) <= 4) {                                                                           \
        for (; word; word &= word - 1) codes[i + (size_t)__builtin_ctzll(word)] = code;                                \
        continue;                                                                                                      \
      }                                                                                                                \
      for (size_t j = 0; j < 64; j += 16) {                                                                            \
        uint16_t part = (uint16_t)(word >> j);                                                                         \
        bits16 bits;                                                                                                   \
        memcpy(&bits, &part, sizeof bits);                                                                             \
        signs16 chosen = __builtin_convertvector(bits, signs16) != 0;                                                  \
        codes16 old;                                                                                                   \
        memcpy(&old, codes + i + j, sizeof old);                                                                       \
        codes16 new = (codes16)chosen & (codes16)(code) | ~(codes16)chosen & old;                                      \
        memcpy(codes + i + j, &new, sizeof new);                                                                       \
      }                                                                                                                \
    }                                                                                                                  \
  }

FORMS(DEFINE)

void vector_assign_code(const uint64_t *mask, uint32_t code, size_t count, uint32_t *codes) {
  CALL(assign_code, mask, code, count, codes);
}
