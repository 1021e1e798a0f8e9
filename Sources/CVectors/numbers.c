#include "numbers.h"

#include "digits.h"
#include "dispatch.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

struct cell {
  uint32_t start, end;
};

/// What eight digits mean, given as their values with the first in the lowest byte.
static inline uint64_t eight_digits(uint64_t digits) {
  digits = digits * 10 + (digits >> 8);
  const uint64_t pairs = 0x000000FF000000FF;
  return ((digits & pairs) * (100 + (1000000ull << 32)) + ((digits >> 16) & pairs) * (1 + (10000ull << 32))) >> 32;
}

/// The digits of a number behind its sign, without the point.
struct plain_number {
  uint64_t mantissa;
  /// What the mantissa is to be divided by, a power of ten.
  double divisor;
  /// Whether it was written as it has to be.
  bool is_plain;
  /// Whether a point stands before all digits.
  bool is_bare_fraction;
};

typedef unsigned __int128 sixteen;

#define REPEATED(BYTE) ((sixteen)(0x0101010101010101ull * (BYTE)) << 64 | (0x0101010101010101ull * (BYTE)))

/// The number that ends before `end` and has `count` characters, 1 to 16: all 16 bytes at once, without a branch.
///
/// The point is found as the one byte that is no digit, and the digits before it are moved up by one byte.
static inline struct plain_number plain_number(const uint8_t *end, size_t count) {
  sixteen text = (sixteen)load8(end - 8) << 64 | load8(end - 16);
  sixteen inside = ~(sixteen)0 << (8 * (16 - count));
  sixteen digits = (text ^ REPEATED('0')) & inside;
  sixteen others = ((digits + REPEATED(0x76)) | digits) & REPEATED(0x80);
  sixteen upto = others ? others ^ (others - 1) : 0;
  sixteen before = upto >> 8;
  bool is_plain = !(others & (others - 1)) && !((digits ^ REPEATED('.' ^ '0')) & (upto ^ before)) && !(others >> 127);
  uint64_t high = (uint64_t)(others >> 64), low = (uint64_t)others;
  int behind = high ? __builtin_clzll(high) / 8 : low ? 8 + __builtin_clzll(low) / 8 : 0;
  digits = (digits & ~upto) | ((digits & before) << 8);
  return (struct plain_number){
      .mantissa = eight_digits((uint64_t)digits) * 100000000 + eight_digits((uint64_t)(digits >> 64)),
      .divisor = powers[behind],
      .is_plain = is_plain,
      .is_bare_fraction = behind != 0 && (size_t)behind + 1 == count,
  };
}

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2,bmi,bmi2")))

/// By where the point stands among 16 bytes (16: nowhere): which byte goes where once it is taken out.
#define MOVED(K)                                                                                                        \
  {K < 0 ? 0 : 0x80, K < 1 ? 1 : 0, K < 2 ? 2 : 1, K < 3 ? 3 : 2, K < 4 ? 4 : 3, K < 5 ? 5 : 4, K < 6 ? 6 : 5,          \
   K < 7 ? 7 : 6, K < 8 ? 8 : 7, K < 9 ? 9 : 8, K < 10 ? 10 : 9, K < 11 ? 11 : 10, K < 12 ? 12 : 11, K < 13 ? 13 : 12,  \
   K < 14 ? 14 : 13, K < 15 ? 15 : 14}
static const uint8_t moves[17][16] __attribute__((aligned(16))) = {
    MOVED(0),  MOVED(1),  MOVED(2),  MOVED(3),  MOVED(4),  MOVED(5),  MOVED(6),  MOVED(7), MOVED(8),
    MOVED(9),  MOVED(10), MOVED(11), MOVED(12), MOVED(13), MOVED(14), MOVED(15), MOVED(-1)};
/// By where the point stands: ten to the number of digits behind it.
static const double divisors[17] = {1e15, 1e14, 1e13, 1e12, 1e11, 1e10, 1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2, 1e1, 1e0, 1e0};
/// Sixteen bytes from the n-th on keep the last n of 16.
static const uint8_t keeps[32] = {[16] = 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};

WIDE static inline struct plain_number plain_number_wide(const uint8_t *end, size_t count) {
  __m128i text = _mm_loadu_si128((const __m128i *)(end - 16));
  __m128i inside = _mm_loadu_si128((const __m128i *)(keeps + count));
  __m128i digits = _mm_and_si128(_mm_sub_epi8(text, _mm_set1_epi8('0')), inside);
  unsigned plain = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits));
  unsigned points = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(digits, _mm_set1_epi8('.' - '0')));
  unsigned at = _tzcnt_u32(points | 0x10000);
  digits = _mm_shuffle_epi8(digits, _mm_load_si128((const __m128i *)moves[at]));
  __m128i pairs = _mm_maddubs_epi16(digits, _mm_set1_epi16(1 << 8 | 10));
  __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));
  fours = _mm_packus_epi32(fours, fours);
  uint64_t eights = (uint64_t)_mm_cvtsi128_si64(_mm_madd_epi16(fours, _mm_set1_epi32(1 << 16 | 10000)));
  return (struct plain_number){
      .mantissa = (eights & 0xFFFFFFFF) * 100000000 + (eights >> 32),
      .divisor = divisors[at],
      .is_plain = ((plain ^ 0xFFFF) == points) & ((points & (points - 1)) == 0) & (points < 0x8000),
      .is_bare_fraction = at + count == 16,
  };
}
#endif

/// Loops over cells of numbers; `SUFFIX` says by which form of `plain_number`.
#define DEFINE(FORM, WHOLE, NAME, ATTRIBUTES)                                                                           \
  ATTRIBUTES static struct number_marks NAME(                                                                           \
      const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, double absent, double *lane) { \
    struct number_marks marks = {0, 0};                                                                                 \
    for (size_t row = 0; row < count; row++) {                                                                          \
      struct cell cell = cells[rows[row]];                                                                              \
      uint8_t first = bytes[cell.start];                                                                                \
      bool is_empty = cell.start == cell.end, is_negative = first == '-';                                               \
      size_t length = (size_t)(cell.end - cell.start) - (is_negative | (first == '+'));                                 \
      bool fits = length - 1 < 16;                                                                                      \
      struct plain_number plain = FORM(bytes + cell.end, fits ? length : 1);                                            \
      double number = (double)(int64_t)plain.mantissa / plain.divisor;                                                  \
      bool is_read = fits & !is_empty & plain.is_plain & (plain.mantissa <= WHOLE_LIMIT);                               \
      number = with_sign(number, is_negative);                                                                          \
      if (WHOLE) {                                                                                                      \
        int64_t whole = (int64_t)number;                                                                                \
        is_read = is_read & ((double)whole == number) & !plain.is_bare_fraction;                                        \
        number = (double)whole;                                                                                         \
      }                                                                                                                 \
      lane[row] = is_empty ? absent : number;                                                                           \
      marks.read |= (uint64_t)is_read << row;                                                                           \
      marks.empty |= (uint64_t)is_empty << row;                                                                         \
    }                                                                                                                   \
    return marks;                                                                                                       \
  }

DEFINE(plain_number, false, read_decimals, )
DEFINE(plain_number, true, read_wholes, )
#if defined(__x86_64__)
DEFINE(plain_number_wide, false, read_decimals_wide, WIDE)
DEFINE(plain_number_wide, true, read_wholes_wide, WIDE)
#endif

static struct number_marks read_dates(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, double absent, double *lane) {
  struct number_marks marks = {0, 0};
  for (size_t row = 0; row < count; row++) {
    struct cell cell = cells[rows[row]];
    bool is_empty = cell.start == cell.end;
    double days;
    bool is_read = plain_date(bytes + cell.start, &days) & (cell.end - cell.start == 10);
    lane[row] = is_empty ? absent : days;
    marks.read |= (uint64_t)is_read << row;
    marks.empty |= (uint64_t)is_empty << row;
  }
  return marks;
}

struct number_marks numbers_read(
    const void *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, enum number_form form, double absent, double *lane) {
  if (form == NUMBER_DATE) return read_dates(cells, bytes, rows, count, absent, lane);
#if defined(__x86_64__)
  if (vector_generation() > 0) {
    return form == NUMBER_WHOLE ? read_wholes_wide(cells, bytes, rows, count, absent, lane)
                                : read_decimals_wide(cells, bytes, rows, count, absent, lane);
  }
#endif
  return form == NUMBER_WHOLE ? read_wholes(cells, bytes, rows, count, absent, lane)
                              : read_decimals(cells, bytes, rows, count, absent, lane);
}
