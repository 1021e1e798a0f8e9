#include "digits.h"
#include "dispatch.h"

#include <math.h>

#if defined(__x86_64__)
#include <immintrin.h>

#define LATEST __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512cd,bmi,bmi2")))

/// What is made of eight cells.
struct eight_numbers {
  __m512d numbers;
  /// Those whose number that is.
  __mmask8 read;
  /// Those without a character.
  __mmask8 empty;
};

/// The up to eight characters that each of eight cells ends with, each in 64 bits, the last in the highest byte.
LATEST static inline __m512i eight_texts(const struct cell *cells, const uint8_t *bytes) {
#define TWO(FIRST) \
  _mm_set_epi64x((long long)load8(bytes + cells[FIRST + 1].end - 8), (long long)load8(bytes + cells[FIRST].end - 8))
  __m256i lower = _mm256_set_m128i(TWO(2), TWO(0)), upper = _mm256_set_m128i(TWO(6), TWO(4));
  return _mm512_inserti64x4(_mm512_castsi256_si512(lower), upper, 1);
#undef TWO
}

/// What eight times eight digits mean, the first of each in the lowest byte.
LATEST static inline __m512d eight_mantissas(__m512i digits) {
  __m512i pairs = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(1 << 8 | 10));
  __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(1 << 16 | 100));
  __m512i upper = _mm512_mul_epu32(fours, _mm512_set1_epi64(10000));
  return _mm512_cvtepi64_pd(_mm512_add_epi64(upper, _mm512_srli_epi64(fours, 32)));
}

/// Computes the numbers of eight cells that lie side by side; leaves those of more than eight characters.
LATEST static inline struct eight_numbers eight_numbers(const struct cell *from, const uint8_t *bytes, bool is_whole) {
  const __m512i ones = _mm512_set1_epi64(-1), one = _mm512_set1_epi64(1), byte = _mm512_set1_epi64(255);
  __m512i cells = _mm512_loadu_si512(from), text = eight_texts(from, bytes);
  __m512i starts = _mm512_and_si512(cells, _mm512_set1_epi64(0xFFFFFFFF));
  __m512i lengths = _mm512_sub_epi64(_mm512_srli_epi64(cells, 32), starts);
  // How many bits come before the first character, then before the first digit: 64 and more is a cell that does not fit.
  __m512i skipped = _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64(lengths, 3));
  __m512i first = _mm512_and_si512(_mm512_srlv_epi64(text, skipped), byte);
  __mmask8 negative = _mm512_cmpeq_epi64_mask(first, _mm512_set1_epi64('-'));
  skipped = _mm512_mask_add_epi64(skipped, negative, skipped, _mm512_set1_epi64(8));
  __m512i digits = _mm512_and_si512(_mm512_sub_epi8(text, _mm512_set1_epi8('0')), _mm512_sllv_epi64(ones, skipped));
  // The digits before the point move into its place. A second point stays, and is no digit.
  __m512i points = _mm512_movm_epi8(_mm512_cmpeq_epi8_mask(digits, _mm512_set1_epi8('.' - '0')));
  __mmask8 pointed = _mm512_test_epi64_mask(points, points);
  __m512i point = _mm512_and_si512(points, _mm512_sub_epi64(_mm512_setzero_si512(), points));
  __m512i before = _mm512_add_epi64(point, ones);
  __m512i moved = _mm512_slli_epi64(_mm512_and_si512(digits, before), 8);
  __m512i upto = _mm512_or_si512(_mm512_slli_epi64(before, 8), byte);
  digits = _mm512_mask_or_epi64(digits, pointed, moved, _mm512_andnot_si512(upto, digits));
  // By how many digits come behind the point. A point behind all digits makes no number.
  const __m512d tens = _mm512_setr_pd(NAN, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7);
  __m512i behind = _mm512_srli_epi64(_mm512_lzcnt_epi64(point), 3);
  __m512d divisors = _mm512_mask_permutexvar_pd(_mm512_set1_pd(1), pointed, behind, tens);
  __m512d numbers = _mm512_div_pd(eight_mantissas(digits), divisors);
  numbers = _mm512_mask_xor_pd(numbers, negative, numbers, _mm512_set1_pd(-0.0));
  __m512d same = numbers;
  __m512i others = _mm512_subs_epu8(digits, _mm512_set1_epi8(9));
  __mmask8 read = _mm512_testn_epi64_mask(others, others) & _mm512_cmplt_epu64_mask(skipped, _mm512_set1_epi64(64));
  if (is_whole) {
    same = _mm512_roundscale_pd(numbers, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
    numbers = _mm512_add_pd(numbers, _mm512_setzero_pd());
    read &= _mm512_cmpneq_epi64_mask(point, _mm512_sllv_epi64(one, skipped));
  }
  return (struct eight_numbers){
      .numbers = numbers,
      .read = read & _mm512_cmp_pd_mask(same, numbers, _CMP_EQ_OQ),
      .empty = _mm512_testn_epi64_mask(lengths, lengths),
  };
}

/// Whether the rows follow one another.
LATEST static bool is_run(const uint32_t *rows, size_t count) {
  uint32_t differing = 0;
  for (size_t row = 0; row < count; row++) differing |= rows[row] - rows[0] - (uint32_t)row;
  return differing == 0;
}

LATEST struct number_marks short_numbers_read(
    const struct cell *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, bool is_whole, double *lane) {
  struct number_marks marks = {0, 0};
  struct cell chosen[64];
  if (count == 64 && is_run(rows, count)) {
    cells += rows[0];
  } else {
    for (size_t row = 0; row < 64; row++) chosen[row] = row < count ? cells[rows[row]] : (struct cell){0, 0};
    cells = chosen;
  }
  for (size_t row = 0; row < count; row += 8) {
    struct eight_numbers found = eight_numbers(cells + row, bytes, is_whole);
    _mm512_storeu_pd(lane + row, found.numbers);
    marks.read |= (uint64_t)found.read << row;
    marks.empty |= (uint64_t)found.empty << row;
  }
  uint64_t all = ~0ull >> (64 - count);
  return (struct number_marks){marks.read & all, marks.empty & all};
}
#endif
