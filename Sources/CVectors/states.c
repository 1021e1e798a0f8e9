#include "states.h"

#include <string.h>

#include "dispatch.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef uint32_t codes16 __attribute__((ext_vector_type(16)));
typedef int32_t signs16 __attribute__((ext_vector_type(16)));
typedef _Bool bits16 __attribute__((ext_vector_type(16)));

#define LOAD(FROM) ({ codes16 x; memcpy(&x, FROM, sizeof x); x; })
#define SPARSE 12

/// One row after the other, for the rows of a word that `CHOSEN` holds.
#define WALK(CHOSEN)                                       \
  for (uint64_t bits = CHOSEN; bits; bits &= bits - 1) {   \
    size_t row = i + (size_t)__builtin_ctzll(bits);        \
    uint32_t next = table[states[row]];                    \
    if (next >> 31) left |= bits & -bits;                  \
    else states[row] = next;                               \
  }

#define DEFINE(SUFFIX, ATTRIBUTES)                                                                                    \
  ATTRIBUTES static bool translate_##SUFFIX(                                                                          \
      const uint32_t *codes, const uint32_t *table, size_t size, size_t count, uint32_t *result) {                    \
    uint32_t largest = 0, seen = 0;                                                                                   \
    for (size_t i = 0; i < count; i++) largest = largest < codes[i] ? codes[i] : largest;                             \
    if (count > 0 && largest >= size) return false;                                                                   \
    for (size_t i = 0; i < count; i++) {                                                                              \
      uint32_t entry = table[codes[i]];                                                                               \
      seen |= entry;                                                                                                  \
      result[i] = entry;                                                                                              \
    }                                                                                                                 \
    return seen >> 31 == 0;                                                                                           \
  }                                                                                                                   \
  ATTRIBUTES static bool step_##SUFFIX(                                                                               \
      const uint64_t *mask, const uint32_t *table, size_t size, size_t count, uint32_t *states, uint64_t *rest) {     \
    uint64_t any = 0;                                                                                                 \
    for (size_t i = 0; i < count; i += 64) {                                                                          \
      uint64_t word = mask[i / 64], left = 0;                                                                         \
      WALK(word)                                                                                                      \
      rest[i / 64] = left;                                                                                            \
      any |= left;                                                                                                    \
    }                                                                                                                 \
    return any != 0;                                                                                                  \
  }                                                                                                                   \
  ATTRIBUTES static void add_bits_##SUFFIX(const uint64_t *mask, uint32_t added, size_t count, uint32_t *states) {    \
    for (size_t i = 0; i < count; i += 64) {                                                                          \
      uint64_t word = mask[i / 64];                                                                                   \
      if (word == 0) continue;                                                                                        \
      for (size_t j = 0; j < 64; j += 16) {                                                                           \
        uint16_t part = (uint16_t)(word >> j);                                                                        \
        bits16 bits;                                                                                                  \
        memcpy(&bits, &part, sizeof bits);                                                                            \
        codes16 chosen = (codes16)(__builtin_convertvector(bits, signs16) != 0);                                      \
        codes16 all = LOAD(states + i + j) | (chosen & (codes16)(added));                                             \
        memcpy(states + i + j, &all, sizeof all);                                                                     \
      }                                                                                                               \
    }                                                                                                                 \
  }                                                                                                                   \
  ATTRIBUTES static void count_##SUFFIX(const uint32_t *codes, size_t size, size_t count, uint64_t *counts) {         \
    size_t i = 0;                                                                                                     \
    for (; i + 64 <= count; i += 64) {                                                                                \
      for (size_t code = 0; code < size; code++) {                                                                    \
        uint64_t word = 0;                                                                                            \
        for (size_t j = 0; j < 64; j += 16) {                                                                         \
          bits16 bits = __builtin_convertvector(LOAD(codes + i + j) == (codes16)((uint32_t)code), bits16);            \
          uint16_t part;                                                                                              \
          memcpy(&part, &bits, sizeof part);                                                                          \
          word |= (uint64_t)part << j;                                                                                \
        }                                                                                                             \
        counts[code] += (uint64_t)__builtin_popcountll(word);                                                         \
      }                                                                                                               \
    }                                                                                                                 \
    for (; i < count; i++) counts[codes[i]]++;                                                                        \
  }

FORMS(DEFINE)

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2,popcnt")))

/// Tables of at most 32 entries are held in two registers.
WIDE static bool translate_small(
    const uint32_t *codes, const uint32_t *table, size_t size, size_t count, uint32_t *result) {
  uint32_t entries[32] = {0};
  memcpy(entries, table, size * sizeof *table);
  __m512i low = _mm512_loadu_si512(entries), high = _mm512_loadu_si512(entries + 16), seen = _mm512_setzero_si512();
  __m512i limit = _mm512_set1_epi32((int)size);
  __mmask16 beyond = 0;
  for (size_t i = 0; i < count; i += 16) {
    __mmask16 rows = count - i < 16 ? (__mmask16)((1u << (count - i)) - 1) : (__mmask16)0xFFFF;
    __m512i code = _mm512_maskz_loadu_epi32(rows, codes + i);
    beyond |= _mm512_mask_cmpge_epu32_mask(rows, code, limit);
    __m512i entry = _mm512_maskz_permutex2var_epi32(rows, low, code, high);
    seen = _mm512_or_si512(seen, entry);
    _mm512_mask_storeu_epi32(result + i, rows, entry);
  }
  return beyond == 0 && _mm512_movepi32_mask(seen) == 0;
}

WIDE static bool step_small(
    const uint64_t *mask, const uint32_t *table, size_t size, size_t count, uint32_t *states, uint64_t *rest) {
  uint32_t entries[32] = {0};
  memcpy(entries, table, size * sizeof *table);
  __m512i low = _mm512_loadu_si512(entries), high = _mm512_loadu_si512(entries + 16);
  uint64_t any = 0;
  for (size_t i = 0; i < count; i += 64) {
    uint64_t word = mask[i / 64], left = 0;
    if (__builtin_popcountll(word) <= SPARSE) {
      WALK(word)
    } else {
      for (size_t j = 0; j < 64; j += 16) {
        __mmask16 rows = (__mmask16)(word >> j);
        __m512i state = _mm512_loadu_si512(states + i + j), entry = _mm512_permutex2var_epi32(low, state, high);
        __mmask16 open = rows & _mm512_movepi32_mask(entry);
        _mm512_mask_storeu_epi32(states + i + j, rows & (__mmask16)~open, entry);
        left |= (uint64_t)open << j;
      }
    }
    rest[i / 64] = left;
    any |= left;
  }
  return any != 0;
}
#endif

bool states_translate(const uint32_t *codes, const uint32_t *table, size_t size, size_t count, uint32_t *result) {
#if defined(__x86_64__)
  if (size <= 32 && vector_generation() == 2) return translate_small(codes, table, size, count, result);
  if (vector_generation() == 2) return translate_avx512(codes, table, size, count, result);
  if (vector_generation() == 1) return translate_avx2(codes, table, size, count, result);
#endif
  return translate_portable(codes, table, size, count, result);
}

bool states_step(
    const uint64_t *mask, const uint32_t *table, size_t size, size_t count, uint32_t *states, uint64_t *rest) {
#if defined(__x86_64__)
  if (size <= 32 && vector_generation() == 2) return step_small(mask, table, size, count, states, rest);
  if (vector_generation() == 2) return step_avx512(mask, table, size, count, states, rest);
  if (vector_generation() == 1) return step_avx2(mask, table, size, count, states, rest);
#endif
  return step_portable(mask, table, size, count, states, rest);
}

void states_add_bits(const uint64_t *mask, uint32_t bits, size_t count, uint32_t *states) {
  CALL(add_bits, mask, bits, count, states);
}

/// Few codes are compared with each row, many are counted one row after the other.
void states_count(const uint32_t *codes, size_t size, size_t count, uint64_t *counts) {
  if (size > 32) {
    for (size_t i = 0; i < count; i++) counts[codes[i]]++;
    return;
  }
  CALL(count, codes, size, count, counts);
}
