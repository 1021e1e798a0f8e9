#ifndef VISITRULES_DIGITS_H
#define VISITRULES_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/// Days of the year before each month, and days of each month; 13 and what follows are no months.
static const uint16_t days_before[16] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
static const uint8_t days_within[16] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Whether there is such a day in the years 1 to 9999, and how many days after 1970-01-01 it is.
static inline bool days_of(uint32_t year, uint32_t month, uint32_t day, double *days) {
  bool leaps = ((year & 3) == 0) & ((year % 100 != 0) | ((year & 15) == 0));
  uint32_t within = days_within[month & 15] + (leaps & (month == 2));
  uint32_t past = year - 1;
  int32_t before = (int32_t)(past * 365 + past / 4 - past / 100 + past / 400) - 719162;
  *days = before + days_before[month & 15] + (leaps & (month > 2)) + (int32_t)day - 1;
  return (past < 9999) & (month < 13) & (day - 1 < within);
}

/// Reads `2026-01-31`, whose ten bytes begin at `start`.
static inline bool plain_date(const uint8_t *start, double *days) {
  uint64_t head = load8(start), tail = load8(start + 2);
  uint64_t digits = (head & 0xFFFFFFFF) | (head >> 8 & 0xFFFF00000000) | (tail & 0xFFFF000000000000);
  digits ^= 0x3030303030303030;
  uint64_t others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
  bool has_dashes = (head & 0xFF0000FF00000000) == 0x2D00002D00000000;
  digits = digits * 10 + (digits >> 8);
  uint32_t year = (uint32_t)(digits & 0xFF) * 100 + (uint32_t)(digits >> 16 & 0xFF);
  bool exists = days_of(year, digits >> 32 & 0xFF, digits >> 48 & 0xFF, days);
  return has_dashes & (others == 0) & exists;
}

#endif
