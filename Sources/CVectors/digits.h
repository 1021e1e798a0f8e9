#ifndef VISITRULES_DIGITS_H
#define VISITRULES_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "numbers.h"

/// Up to this size every whole number is a double.
#define WHOLE_LIMIT (1ull << 53)

/// The powers of ten that are doubles.
static const double powers[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// Eight bytes as a number whose lowest byte is the first.
static inline uint64_t load8(const uint8_t *from) {
  uint64_t word;
  memcpy(&word, from, sizeof word);
  return word;
}

/// The number of that size, below zero if `negative`.
static inline double with_sign(double magnitude, bool negative) {
  uint64_t bits;
  memcpy(&bits, &magnitude, sizeof bits);
  bits |= (uint64_t)negative << 63;
  memcpy(&magnitude, &bits, sizeof bits);
  return magnitude;
}

/// A cell as its column holds it: its first byte, and one past its last.
struct cell {
  uint32_t start, end;
};

#if defined(__x86_64__)
/// Reads cells of at most eight characters, as `numbers_read` does, and leaves the others; needs AVX-512.
struct number_marks short_numbers_read(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, bool is_whole, double *lane);
#endif

/// Reads cells of dates, as `numbers_read` does.
struct number_marks dates_read(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, double *lane);

#endif
