#include "columns.h"

#include <string.h>

#include "dispatch.h"

typedef double doubles __attribute__((ext_vector_type(8)));
typedef int64_t longs __attribute__((ext_vector_type(8)));
typedef int32_t ints __attribute__((ext_vector_type(8)));
typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef _Bool bits8 __attribute__((ext_vector_type(8)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

/// Macros, since a vector cannot be returned from one target's function to another's.
#define LOAD(TYPE, FROM) ({ TYPE x; memcpy(&x, FROM, sizeof x); x; })

/// Eight rows: where they are usable their numbers, else 0.
#define STEP(TYPE, SOURCE, NUMBER, IS_USABLE)                     \
  {                                                               \
    TYPE value = LOAD(TYPE, SOURCE);                              \
    doubles number = NUMBER;                                      \
    longs chosen = (number >= (doubles)(lower)) & (number <= (doubles)(upper)) & (IS_USABLE); \
    doubles kept = (doubles)((longs)number & chosen);             \
    memcpy(lane + i + j, &kept, sizeof kept);                     \
    bits8 bits = __builtin_convertvector(chosen, bits8);          \
    uint8_t part;                                                 \
    memcpy(&part, &bits, sizeof part);                            \
    word |= (uint64_t)part << j;                                  \
  }

/// Whole words of rows; those of the last word, which may be fewer, are looked at in a copy.
#define TAKE(TYPE, FROM, NUMBER, IS_USABLE)                                          \
  {                                                                                  \
    size_t i = 0;                                                                    \
    for (; i + 64 <= count; i += 64) {                                               \
      uint64_t word = 0;                                                             \
      for (size_t j = 0; j < 64; j += 8) STEP(TYPE, FROM + i + j, NUMBER, IS_USABLE) \
      usable[i / 64] = word;                                                         \
    }                                                                                \
    if (i < count) {                                                                 \
      TYPE rest[8] = {0};                                                            \
      memcpy(rest, FROM + i, (count - i) * sizeof *FROM);                            \
      uint64_t word = 0;                                                             \
      for (size_t j = 0; j < 64; j += 8) STEP(TYPE, &rest[j / 8], NUMBER, IS_USABLE) \
      usable[i / 64] = word & (~0ull >> (64 - (count - i)));                         \
    }                                                                                \
  }

#define ANY ((longs)(-1))

#define DEFINE(SUFFIX, ATTRIBUTES)                                                                                   \
  ATTRIBUTES static void doubles_##SUFFIX(                                                                           \
      const double *numbers, size_t count, double lower, double upper, double *lane, uint64_t *usable) {             \
    TAKE(doubles, numbers, value, ANY)                                                                               \
  }                                                                                                                  \
  ATTRIBUTES static void whole_##SUFFIX(                                                                             \
      const double *numbers, size_t count, double lower, double upper, double *lane, uint64_t *usable) {             \
    TAKE(doubles, numbers, value + (doubles)(0.0), value == __builtin_elementwise_trunc(value))                      \
  }                                                                                                                  \
  ATTRIBUTES static void int32_##SUFFIX(                                                                             \
      const int32_t *integers, size_t count, double lower, double upper, double *lane, uint64_t *usable) {           \
    TAKE(ints, integers, __builtin_convertvector(value, doubles), ANY)                                               \
  }                                                                                                                  \
  ATTRIBUTES static void int64_##SUFFIX(                                                                             \
      const int64_t *integers, size_t count, int64_t least, int64_t largest, double lower, double upper, double *lane,      \
      uint64_t *usable) {                                                                                            \
    TAKE(longs, integers, __builtin_convertvector(value, doubles),                                                   \
         (value <= (longs)(largest)) & (value >= (longs)(least)))                                                    \
  }                                                                                                                  \
  ATTRIBUTES static void bools_##SUFFIX(const bool *truths, size_t count, uint64_t *mask) {                          \
    for (size_t i = 0; i < count; i += 64) {                                                                         \
      bytes64 bytes = (bytes64)(0);                                                                                  \
      memcpy(&bytes, truths + i, count - i < 64 ? count - i : 64);                                                   \
      bits64 bits = __builtin_convertvector(bytes != (bytes64)(0), bits64);                                          \
      memcpy(mask + i / 64, &bits, sizeof bits);                                                                     \
    }                                                                                                                \
  }                                                                                                                  \
  ATTRIBUTES static void numbers_##SUFFIX(                                                                           \
      const double *lane, const uint64_t *known, size_t count, double *numbers) {                                    \
    for (size_t at = 0; at < count; at += 8) {                                                                       \
      uint8_t part = (uint8_t)(known[at / 64] >> (at % 64));                                                         \
      bits8 bits;                                                                                                    \
      memcpy(&bits, &part, sizeof bits);                                                                             \
      longs chosen = __builtin_convertvector(bits, longs) != 0;                                                      \
      longs nothing = (longs)(doubles)(__builtin_nan(""));                                                           \
      longs all = (chosen & (longs)LOAD(doubles, lane + at)) | (~chosen & nothing);                                  \
      memcpy(numbers + at, &all, count - at < 8 ? (count - at) * sizeof *numbers : sizeof all);                      \
    }                                                                                                                \
  }

FORMS(DEFINE)

void column_take_doubles(
    const double *numbers, size_t count, double lower, double upper, double *lane, uint64_t *usable) {
  CALL(doubles, numbers, count, lower, upper, lane, usable);
}

void column_take_whole_doubles(
    const double *numbers, size_t count, double lower, double upper, double *lane, uint64_t *usable) {
  CALL(whole, numbers, count, lower, upper, lane, usable);
}

void column_take_int32(
    const int32_t *integers, size_t count, double lower, double upper, double *lane, uint64_t *usable) {
  CALL(int32, integers, count, lower, upper, lane, usable);
}

void column_take_int64(
    const int64_t *integers, size_t count, int64_t least, int64_t largest, double lower, double upper, double *lane,
    uint64_t *usable) {
  CALL(int64, integers, count, least, largest, lower, upper, lane, usable);
}

void column_take_bools(const bool *truths, size_t count, uint64_t *mask) { CALL(bools, truths, count, mask); }

void column_put_numbers(const double *lane, const uint64_t *known, size_t count, double *numbers) {
  CALL(numbers, lane, known, count, numbers);
}
