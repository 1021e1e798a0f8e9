#include "digits.h"
#include "dispatch.h"
#include "numbers.h"

typedef uint32_t eight __attribute__((ext_vector_type(8)));
typedef int32_t eight_signed __attribute__((ext_vector_type(8)));
typedef double eight_numbers __attribute__((ext_vector_type(8)));
typedef _Bool eight_bits __attribute__((ext_vector_type(8)));

/// Cells taken apart, row by row, before all are computed together.
struct taken_dates {
  /// Century in the lowest byte, year of the century in the third.
  uint32_t years[64] __attribute__((aligned(32)));
  /// Month in the lowest byte, day in the third.
  uint32_t days[64] __attribute__((aligned(32)));
  /// Not 0 if the cell is written otherwise.
  uint32_t faults[64] __attribute__((aligned(32)));
};

/// Finds the digits of each cell; says which cells are empty.
static uint64_t take(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, struct taken_dates *taken) {
  uint64_t empty = 0;
  for (size_t row = 0; row < count; row++) {
    struct cell cell = cells[rows[row]];
    uint64_t head = load8(bytes + cell.start), tail = load8(bytes + cell.start + 2);
    uint64_t digits = (head & 0xFFFFFFFF) | (head >> 8 & 0xFFFF00000000) | (tail & 0xFFFF000000000000);
    digits ^= 0x3030303030303030;
    uint64_t others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
    uint64_t dashes = (head & 0xFF0000FF00000000) ^ 0x2D00002D00000000;
    digits = digits * 10 + (digits >> 8);
    uint64_t faults = others | dashes;
    taken->years[row] = (uint32_t)digits;
    taken->days[row] = (uint32_t)(digits >> 32);
    taken->faults[row] = (uint32_t)(faults | faults >> 32) | ((cell.end - cell.start) ^ 10);
    empty |= (uint64_t)(cell.start == cell.end) << row;
  }
  return empty;
}

/// Years are counted from March, so that the leap day ends them; 979 / 32 days are a month, nearly enough for twelve of them.
#define DEFINE(SUFFIX, ATTRIBUTES)                                                                      \
  ATTRIBUTES static void compute_##SUFFIX(                                                              \
      const struct taken_dates *taken, size_t count, double *lane, uint64_t *read) {                    \
    for (size_t row = 0; row < count; row += 8) {                                                       \
      eight years, days, faults;                                                                        \
      memcpy(&years, taken->years + row, sizeof years);                                                 \
      memcpy(&days, taken->days + row, sizeof days);                                                    \
      memcpy(&faults, taken->faults + row, sizeof faults);                                              \
      eight in_century = years >> 16 & 0xFF, year = (years & 0xFF) * 100 + in_century;                  \
      eight month = days & 0xFF, day = days >> 16 & 0xFF;                                               \
      eight early = (eight)(month < 3) & 1, past = year - early;                                        \
      eight centuries = past * 5243 >> 19;                                                              \
      eight before = (979 * (month + 12 * early) - 2919) >> 5;                                          \
      eight total = past * 365 + (past >> 2) - centuries + (centuries >> 2) + before + day - 719469;    \
      eight leaps = (eight)((year & 3) == 0) & ((eight)(in_century != 0) | (eight)((year & 15) == 0));  \
      eight february = (eight)(month == 2);                                                             \
      eight within = (february & (28 + (leaps & 1))) | (~february & (30 + ((month + (month >> 3)) & 1))); \
      eight_bits exists = __builtin_convertvector(                                                      \
          (year - 1 < 9999) & (month - 1 < 12) & (day - 1 < within) & (faults == 0), eight_bits);       \
      eight_numbers numbers = __builtin_convertvector((eight_signed)total, eight_numbers);              \
      memcpy(lane + row, &numbers, sizeof numbers);                                                     \
      uint8_t part;                                                                                     \
      memcpy(&part, &exists, sizeof part);                                                              \
      *read |= (uint64_t)part << row;                                                                   \
    }                                                                                                   \
  }

FORMS(DEFINE)

struct number_marks dates_read(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, double *lane) {
  struct taken_dates taken;
  struct number_marks marks = {0, 0};
  marks.empty = take(cells, bytes, rows, count, &taken);
  CALL(compute, &taken, count, lane, &marks.read)
  marks.read &= ~marks.empty & ~0ull >> (64 - count);
  return marks;
}
