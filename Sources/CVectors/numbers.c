#include "numbers.h"

#include "digits.h"
#include "dispatch.h"

#include <math.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

/// Loops over cells of numbers, one at a time.
#define DEFINE(NAME, WHOLE)                                                                              \
  static struct number_marks NAME(                                                                       \
      const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, double *lane) { \
    struct number_marks marks = {0, 0};                                                                  \
    for (size_t row = 0; row < count; row++) {                                                           \
      struct cell cell = cells[rows[row]];                                                               \
      uint8_t first = bytes[cell.start];                                                                 \
      bool is_empty = cell.start == cell.end, is_negative = first == '-';                                \
      size_t length = (size_t)(cell.end - cell.start) - (is_negative | (first == '+'));                  \
      bool fits = length - 1 < 16;                                                                       \
      struct plain_number plain = plain_number(bytes + cell.end, fits ? length : 1);                     \
      bool is_read = fits & !is_empty & plain.is_plain & (plain.mantissa <= WHOLE_LIMIT);                \
      double number = with_sign((double)(int64_t)plain.mantissa / plain.divisor, is_negative);           \
      if (WHOLE) {                                                                                       \
        int64_t whole = (int64_t)number;                                                                 \
        is_read = is_read & ((double)whole == number) & !plain.is_bare_fraction;                         \
        number = (double)whole;                                                                          \
      }                                                                                                  \
      lane[row] = number;                                                                                \
      marks.read |= (uint64_t)is_read << row;                                                            \
      marks.empty |= (uint64_t)is_empty << row;                                                          \
    }                                                                                                    \
    return marks;                                                                                        \
  }

DEFINE(read_decimals, false)
DEFINE(read_wholes, true)

#if defined(__x86_64__)
#define WIDE __attribute__((target("avx2,bmi,bmi2")))

/// Where the point stands among 16 bytes (16: nowhere) decides which byte goes where once it is taken out.
#define MOVED(K)                                                                                                       \
  {K < 0 ? 0 : 0x80, K < 1 ? 1 : 0, K < 2 ? 2 : 1, K < 3 ? 3 : 2, K < 4 ? 4 : 3, K < 5 ? 5 : 4, K < 6 ? 6 : 5,         \
   K < 7 ? 7 : 6, K < 8 ? 8 : 7, K < 9 ? 9 : 8, K < 10 ? 10 : 9, K < 11 ? 11 : 10, K < 12 ? 12 : 11, K < 13 ? 13 : 12, \
   K < 14 ? 14 : 13, K < 15 ? 15 : 14}

/// By where the point stands: ten to the number of digits behind it. A point behind all digits makes no number.
#define DIVISORS(SIGN)                                                                                                  \
  {SIGN 1e15, SIGN 1e14, SIGN 1e13, SIGN 1e12, SIGN 1e11, SIGN 1e10, SIGN 1e9, SIGN 1e8, SIGN 1e7, SIGN 1e6, SIGN 1e5, \
   SIGN 1e4, SIGN 1e3, SIGN 1e2, SIGN 1e1, NAN, SIGN 1e0}

static const struct {
  uint8_t moves[17][16];
  /// For numbers without a minus, and with one.
  double divisors[2][32];
  /// Sixteen bytes from the n-th on keep the last n of 16; the rest of the table is for lengths that are refused anyway.
  uint8_t keeps[48];
} tables __attribute__((aligned(64))) = {
    .moves = {MOVED(0), MOVED(1), MOVED(2), MOVED(3), MOVED(4), MOVED(5), MOVED(6), MOVED(7), MOVED(8), MOVED(9), MOVED(10),
              MOVED(11), MOVED(12), MOVED(13), MOVED(14), MOVED(15), MOVED(-1)},
    .divisors = {DIVISORS(+), DIVISORS(-)},
    .keeps = {[16] = 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255},
};

/// Cells taken apart, row by row, before all are computed together.
struct taken_numbers {
  /// The digits, the last of them in the last byte; anything but a digit is more than 9.
  uint8_t digits[64][16] __attribute__((aligned(32)));
  /// What their number is to be divided by; NaN for what is no number.
  double divisors[64] __attribute__((aligned(32)));
  /// How many characters the cell has.
  uint32_t lengths[64] __attribute__((aligned(32)));
  /// How many of them come behind a minus.
  uint32_t unsigned_lengths[64] __attribute__((aligned(32)));
};

/// Finds the digits, the point and a minus of each cell.
#define DEFINE_TAKING(NAME, WHOLE)                                                                                      \
  WIDE static void NAME(                                                                                                \
      const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, struct taken_numbers *taken) { \
    for (size_t row = 0; row < count; row++) {                                                                          \
      struct cell cell = cells[rows[row]];                                                                              \
      uint32_t is_negative = bytes[cell.start] == '-';                                                                  \
      uint32_t length = cell.end - cell.start - is_negative;                                                            \
      taken->lengths[row] = cell.end - cell.start;                                                                      \
      taken->unsigned_lengths[row] = length;                                                                            \
      __m128i text = _mm_loadu_si128((const __m128i *)(bytes + cell.end - 16));                                         \
      __m128i inside = _mm_loadu_si128((const __m128i *)(tables.keeps + (length & 31)));                                \
      __m128i digits = _mm_and_si128(_mm_sub_epi8(text, _mm_set1_epi8('0')), inside);                                   \
      unsigned points = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(digits, _mm_set1_epi8('.' - '0')));                  \
      size_t at = _tzcnt_u32(points | 0x10000);                                                                         \
      digits = _mm_shuffle_epi8(digits, _mm_load_si128((const __m128i *)tables.moves[at]));                             \
      _mm_store_si128((__m128i *)taken->digits[row], digits);                                                           \
      if (WHOLE) at = at + length == 16 ? 15 : at;                                                                      \
      taken->divisors[row] = tables.divisors[is_negative][at];                                                          \
    }                                                                                                                   \
  }

DEFINE_TAKING(take_decimals, false)
DEFINE_TAKING(take_wholes, true)

/// The rows without a character.
WIDE static uint64_t empty_rows(const struct taken_numbers *taken, size_t count) {
  uint64_t empty = 0;
  for (size_t row = 0; row < count; row += 8) {
    __m256i lengths = _mm256_load_si256((const __m256i *)(taken->lengths + row));
    __m256i none = _mm256_cmpeq_epi32(lengths, _mm256_setzero_si256());
    empty |= (uint64_t)(unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(none)) << row;
  }
  return empty;
}

/// The rows with 1 to 16 characters behind a minus.
WIDE static uint64_t fitting_rows(const struct taken_numbers *taken, size_t count) {
  uint64_t fitting = 0;
  for (size_t row = 0; row < count; row += 8) {
    __m256i lengths = _mm256_load_si256((const __m256i *)(taken->unsigned_lengths + row));
    __m256i less = _mm256_add_epi32(lengths, _mm256_set1_epi32(-1));
    __m256i fits = _mm256_cmpeq_epi32(_mm256_min_epu32(less, _mm256_set1_epi32(15)), less);
    fitting |= (uint64_t)(unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(fits)) << row;
  }
  return fitting;
}

/// Whole numbers below 2^52, as doubles.
WIDE static inline __m256d four_doubles(__m256i wholes) {
  const __m256d offset = _mm256_set1_pd(0x1p52);
  return _mm256_sub_pd(_mm256_or_pd(_mm256_castsi256_pd(wholes), offset), offset);
}

/// Four numbers of 16 digits each. They are exact below 2^53, and no smaller from there on.
WIDE static inline __m256d four_mantissas(__m256i first, __m256i second) {
  const __m256i tens = _mm256_set1_epi16(1 << 8 | 10), hundreds = _mm256_set1_epi32(1 << 16 | 100);
  first = _mm256_madd_epi16(_mm256_maddubs_epi16(first, tens), hundreds);
  second = _mm256_madd_epi16(_mm256_maddubs_epi16(second, tens), hundreds);
  __m256i eights = _mm256_madd_epi16(_mm256_packus_epi32(first, second), _mm256_set1_epi32(1 << 16 | 10000));
  __m256d upper = four_doubles(_mm256_and_si256(eights, _mm256_set1_epi64x(0xFFFFFFFF)));
  __m256d lower = four_doubles(_mm256_srli_epi64(eights, 32));
  __m256d mixed = _mm256_add_pd(_mm256_mul_pd(upper, _mm256_set1_pd(1e8)), lower);
  return _mm256_permute4x64_pd(mixed, 0xD8);
}

/// A bit for each of four numbers that has a byte beyond 9 among its digits.
WIDE static inline unsigned four_faults(__m256i first, __m256i second) {
  const __m256i nine = _mm256_set1_epi8(9), zero = _mm256_setzero_si256();
  __m256i beyond = _mm256_packus_epi32(
      _mm256_sad_epu8(_mm256_subs_epu8(first, nine), zero), _mm256_sad_epu8(_mm256_subs_epu8(second, nine), zero));
  __m256i fine = _mm256_permute4x64_epi64(_mm256_cmpeq_epi64(beyond, zero), 0xD8);
  return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(fine)) ^ 15;
}

/// Computes the numbers of four rows; a bit for each that is one.
WIDE static inline unsigned compute_four(const struct taken_numbers *taken, size_t row, bool is_whole, double *lane) {
  __m256i first = _mm256_load_si256((const __m256i *)taken->digits[row]);
  __m256i second = _mm256_load_si256((const __m256i *)taken->digits[row + 2]);
  __m256d mantissas = four_mantissas(first, second);
  __m256d numbers = _mm256_div_pd(mantissas, _mm256_load_pd(taken->divisors + row));
  __m256d same = numbers;
  if (is_whole) {
    same = _mm256_round_pd(numbers, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
    numbers = _mm256_add_pd(numbers, _mm256_setzero_pd());
  }
  _mm256_storeu_pd(lane + row, numbers);
  __m256d exact = _mm256_cmp_pd(mantissas, _mm256_set1_pd(WHOLE_LIMIT), _CMP_LT_OQ);
  __m256d fine = _mm256_and_pd(exact, _mm256_cmp_pd(same, numbers, _CMP_EQ_OQ));
  return (unsigned)_mm256_movemask_pd(fine) & ~four_faults(first, second);
}

WIDE static struct number_marks read_wide(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, bool is_whole, double *lane) {
  struct taken_numbers taken;
  if (is_whole) {
    take_wholes(cells, bytes, rows, count, &taken);
  } else {
    take_decimals(cells, bytes, rows, count, &taken);
  }
  struct number_marks marks = {0, 0};
  for (size_t row = 0; row < count; row += 4) {
    marks.read |= (uint64_t)compute_four(&taken, row, is_whole, lane) << row;
  }
  uint64_t all = ~0ull >> (64 - count);
  marks.empty = all & empty_rows(&taken, count);
  marks.read &= all & ~marks.empty & fitting_rows(&taken, count);
  return marks;
}

/// Reads the short numbers first, and what these leave once more.
static struct number_marks read_latest(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, bool is_whole, double *lane) {
  struct number_marks marks = short_numbers_read(cells, bytes, rows, count, is_whole, lane);
  uint64_t left = (~0ull >> (64 - count)) & ~(marks.read | marks.empty);
  if (left == 0) return marks;
  uint32_t left_rows[64];
  double numbers[64];
  size_t left_count = 0;
  for (uint64_t rest = left; rest != 0; rest &= rest - 1) left_rows[left_count++] = rows[__builtin_ctzll(rest)];
  uint64_t read = read_wide(cells, bytes, left_rows, left_count, is_whole, numbers).read;
  for (size_t i = 0; i < left_count; i++, left &= left - 1) {
    int row = __builtin_ctzll(left);
    lane[row] = numbers[i];
    marks.read |= (read >> i & 1) << row;
  }
  return marks;
}
#endif

static struct number_marks read(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, enum number_form form, double *lane) {
  if (form == NUMBER_DATE) return dates_read(cells, bytes, rows, count, lane);
#if defined(__x86_64__)
  int generation = vector_generation();
  if (generation > 1) return read_latest(cells, bytes, rows, count, form == NUMBER_WHOLE, lane);
  if (generation > 0) return read_wide(cells, bytes, rows, count, form == NUMBER_WHOLE, lane);
#endif
  return form == NUMBER_WHOLE ? read_wholes(cells, bytes, rows, count, lane) : read_decimals(cells, bytes, rows, count, lane);
}

struct number_marks numbers_read(
    const void *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, enum number_form form, double absent, double *lane) {
  struct number_marks marks = {0, 0};
  if (count == 0) return marks;
  marks = read(cells, bytes, rows, count, form, lane);
  for (uint64_t rest = marks.empty; rest != 0; rest &= rest - 1) lane[__builtin_ctzll(rest)] = absent;
  return marks;
}
