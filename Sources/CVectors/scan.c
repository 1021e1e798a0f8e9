#include "scan.h"

#include <string.h>

typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

#define INLINE static inline __attribute__((always_inline))

/// Macros, since a vector cannot be returned from one target's function to another's.
#define LOAD64(FROM) ({ bytes64 x; memcpy(&x, FROM, sizeof x); x; })
#define BITS(CONDITION) ({                                                                                             \
  bits64 x = __builtin_convertvector(CONDITION, bits64);                                                               \
  uint64_t word;                                                                                                       \
  memcpy(&word, &x, sizeof word);                                                                                      \
  word;                                                                                                                \
})
#define EQUAL(CHUNK, BYTE) BITS((CHUNK) == (bytes64)(uint8_t)(BYTE))
#define AT_LEAST(CHUNK, BYTE) BITS((CHUNK) >= (bytes64)(uint8_t)(BYTE))

/// One bit for each byte of a step that is there.
INLINE uint64_t present(size_t at, size_t count) {
  return count - at >= 64 ? ~0ull : ~(~0ull << (count - at));
}

/// Each bit is the parity of the bits up to and with it.
INLINE uint64_t parities(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// The special bytes of a step.
struct marks {
  uint64_t present, comma, feed, ret, quote;
};

/// Takes away what stands in quotes and moves `state` past the step; 0, with nothing done, if the step is not regular.
INLINE int leave_quotes(struct marks *marks, struct scan_state *state, int allows_lone_return, uint32_t *seen) {
  uint64_t inside = parities(marks->quote) ^ state->quoted;
  uint64_t comma = marks->comma & ~inside, feed = marks->feed & ~inside, ret = marks->ret & ~inside;
  uint64_t separators = comma | feed | ret;
  uint64_t opening = marks->quote & inside, closing = marks->quote & ~inside;
  uint64_t after_close = closing << 1 | state->after_close;
  uint64_t after_return = ret << 1 | state->after_return;
  uint64_t bad = opening & ~((separators | closing) << 1 | state->may_open);
  bad |= after_close & ~(separators | opening) & marks->present;
  if (!allows_lone_return) bad |= after_return & ~feed & marks->present;
  if (bad) return 0;
  *seen |= (marks->quote ? SCAN_QUOTE : 0) | (opening & after_close ? SCAN_DOUBLED : 0) | (ret ? SCAN_RETURN : 0)
      | ((marks->feed | marks->ret) & inside ? SCAN_INNER_BREAK : 0);
  marks->comma = comma;
  marks->feed = feed;
  marks->ret = ret;
  state->quoted = (uint64_t)((int64_t)inside >> 63);
  state->may_open = (separators | closing) >> 63;
  state->after_close = closing >> 63;
  state->after_return = ret >> 63;
  return 1;
}

/// The bytes that backslashes take for themselves; `before` tells whether the byte before the step was such a backslash, `after`
/// the same of its last byte.
INLINE uint64_t escaped(uint64_t backslashes, uint64_t before, uint64_t *after) {
  uint64_t taken = before;
  for (uint64_t left = backslashes & ~before; left;) {
    uint64_t first = left & -left;
    taken |= first << 1;
    *after = first >> 63;
    left &= ~(first | first << 1);
  }
  return taken;
}

/// Writes the offset of each of the bits, `base` added; up to 64 places from `to` on may be written.
INLINE void spread(uint64_t bits, uint32_t base, int count, uint32_t *to) {
  for (int done = 0; done < count; done += 8) {
    for (int i = 0; i < 8; i++) {
      to[done + i] = base + (uint32_t)__builtin_ctzll(bits | 1ull << 63);
      bits &= bits - 1;
      // Eight bits one after another are quicker than the vector that a compiler makes of them.
      __asm__("" : "+r"(bits));
    }
  }
}

#define MARKS(CHUNK, AT, COUNT) ({                                                                                     \
  struct marks found;                                                                                                  \
  found.present = present(AT, COUNT);                                                                                  \
  found.comma = EQUAL(CHUNK, ',') & found.present;                                                                     \
  found.feed = EQUAL(CHUNK, '\n') & found.present;                                                                     \
  found.ret = EQUAL(CHUNK, '\r') & found.present;                                                                      \
  found.quote = EQUAL(CHUNK, '"') & found.present;                                                                     \
  found;                                                                                                               \
})

#define DEFINE(SUFFIX, SPREAD, ATTRIBUTES)                                                                             \
  ATTRIBUTES static size_t csv_fields_##SUFFIX(                                                                        \
      const uint8_t *bytes, size_t from, size_t count, struct scan_state *outer, struct scan_fields *fields) {         \
    struct scan_state state = *outer;                                                                                  \
    size_t ends = fields->end_count, lines = fields->line_count, at = from;                                            \
    uint32_t seen = 0, *to = fields->ends, *line = fields->lines;                                                      \
    uint64_t high = 0;                                                                                                 \
    for (; at < count; at += 64) {                                                                                     \
      bytes64 chunk = LOAD64(bytes + at);                                                                              \
      struct marks marks = MARKS(chunk, at, count);                                                                    \
      if (marks.quote | marks.ret | state.quoted | state.after_close | state.after_return) {                           \
        if (!leave_quotes(&marks, &state, 0, &seen)) {                                                                 \
          seen |= SCAN_IRREGULAR;                                                                                      \
          break;                                                                                                       \
        }                                                                                                              \
      } else {                                                                                                         \
        state.may_open = (marks.comma | marks.feed) >> 63;                                                             \
      }                                                                                                                \
      high |= AT_LEAST(chunk, 0x80) & marks.present;                                                                   \
      uint64_t all = marks.comma | marks.feed;                                                                         \
      for (uint64_t feed = marks.feed; feed; feed &= feed - 1) {                                                       \
        line[lines++] = (uint32_t)(ends + (size_t)__builtin_popcountll(all & ((feed & -feed) - 1)));                   \
      }                                                                                                                \
      int found = __builtin_popcountll(all);                                                                           \
      SPREAD(all, (uint32_t)at + 1, found, to + ends);                                                                 \
      ends += (size_t)found;                                                                                           \
    }                                                                                                                  \
    fields->end_count = ends;                                                                                          \
    fields->line_count = lines;                                                                                        \
    fields->seen |= seen | (high ? SCAN_HIGH : 0);                                                                     \
    *outer = state;                                                                                                    \
    return at < count ? at : count;                                                                                    \
  }                                                                                                                    \
  ATTRIBUTES static size_t csv_last_start_##SUFFIX(                                                                    \
      const uint8_t *bytes, size_t from, size_t count, struct scan_state *outer, size_t *last) {                       \
    struct scan_state state = *outer;                                                                                  \
    size_t at = from, found = *last;                                                                                   \
    uint32_t seen = 0;                                                                                                 \
    for (; at < count; at += 64) {                                                                                     \
      bytes64 chunk = LOAD64(bytes + at);                                                                              \
      struct marks marks = MARKS(chunk, at, count);                                                                    \
      uint64_t after_return = state.after_return;                                                                      \
      if (marks.quote | marks.ret | state.quoted | state.after_close | state.after_return) {                           \
        if (!leave_quotes(&marks, &state, 1, &seen)) break;                                                            \
      } else {                                                                                                         \
        state.may_open = (marks.comma | marks.feed) >> 63;                                                             \
      }                                                                                                                \
      uint64_t starts = marks.feed << 1 | state.after_feed;                                                            \
      starts |= (marks.ret << 1 | after_return) & ~marks.feed;                                                         \
      starts &= marks.present;                                                                                         \
      if (starts) found = at + 63 - (size_t)__builtin_clzll(starts);                                                   \
      state.after_feed = marks.feed >> 63;                                                                             \
    }                                                                                                                  \
    *outer = state;                                                                                                    \
    *last = found;                                                                                                     \
    return at < count ? at : count;                                                                                    \
  }                                                                                                                    \
  ATTRIBUTES static size_t json_tokens_##SUFFIX(                                                                       \
      const uint8_t *bytes, size_t from, size_t count, struct scan_state *outer, struct scan_tokens *tokens) {         \
    uint64_t quoted = outer->quoted, escapes = outer->after_close, high = 0;                                           \
    size_t found = tokens->count, lines = tokens->line_count, at = from;                                               \
    uint32_t seen = 0, *to = tokens->offsets, *line = tokens->lines;                                                   \
    for (; at < count; at += 64) {                                                                                     \
      bytes64 chunk = LOAD64(bytes + at), folded = chunk | (bytes64)(uint8_t)0x20;                                     \
      uint64_t there = present(at, count), backslashes = EQUAL(chunk, '\\') & there;                                   \
      uint64_t quote = EQUAL(chunk, '"') & there, feeds = EQUAL(chunk, '\n') & there;                                  \
      uint64_t controls = ~AT_LEAST(chunk, 0x20) & there;                                                              \
      uint64_t marks = (EQUAL(folded, '{') | EQUAL(folded, '}') | EQUAL(chunk, ':') | EQUAL(chunk, ',')) & there;      \
      uint64_t after = 0;                                                                                              \
      if (backslashes | escapes) quote &= ~escaped(backslashes, escapes, &after);                                      \
      uint64_t inside = parities(quote) ^ quoted;                                                                      \
      if ((controls & inside) | (backslashes & ~inside)) {                                                             \
        seen |= SCAN_IRREGULAR;                                                                                        \
        break;                                                                                                         \
      }                                                                                                                \
      if (backslashes) seen |= SCAN_ESCAPE;                                                                            \
      escapes = after;                                                                                                 \
      quoted = (uint64_t)((int64_t)inside >> 63);                                                                      \
      high |= AT_LEAST(chunk, 0x80) & there;                                                                           \
      uint64_t all = (marks & ~inside) | quote | feeds;                                                                \
      for (; feeds; feeds &= feeds - 1) {                                                                              \
        line[lines++] = (uint32_t)(found + (size_t)__builtin_popcountll(all & ((feeds & -feeds) - 1)));                \
      }                                                                                                                \
      int more = __builtin_popcountll(all);                                                                            \
      SPREAD(all, (uint32_t)at, more, to + found);                                                                     \
      found += (size_t)more;                                                                                           \
    }                                                                                                                  \
    tokens->count = found;                                                                                             \
    tokens->line_count = lines;                                                                                        \
    tokens->seen |= seen | (high ? SCAN_HIGH : 0);                                                                     \
    outer->quoted = quoted;                                                                                            \
    outer->after_close = escapes;                                                                                      \
    return at < count ? at : count;                                                                                    \
  }                                                                                                                    \
  ATTRIBUTES static int is_utf8_##SUFFIX(const uint8_t *bytes, size_t from, size_t count) {                            \
    uint64_t due[3] = {0, 0, 0}, narrow[4] = {0, 0, 0, 0};                                                             \
    for (size_t at = from; at < count; at += 64) {                                                                     \
      bytes64 chunk = LOAD64(bytes + at);                                                                              \
      uint64_t there = present(at, count), high = AT_LEAST(chunk, 0x80) & there;                                       \
      if (!(high | due[0] | due[1] | due[2])) continue;                                                                \
      uint64_t from90 = AT_LEAST(chunk, 0x90), fromA0 = AT_LEAST(chunk, 0xA0);                                         \
      uint64_t two = AT_LEAST(chunk, 0xC0) & there, three = AT_LEAST(chunk, 0xE0) & there;                             \
      uint64_t four = AT_LEAST(chunk, 0xF0) & there;                                                                   \
      uint64_t bad = (AT_LEAST(chunk, 0xF5) | EQUAL(chunk, 0xC0) | EQUAL(chunk, 0xC1)) & there;                        \
      uint64_t continuing = high & ~two;                                                                               \
      uint64_t needed = two << 1 | due[0] | three << 2 | due[1] | four << 3 | due[2];                                  \
      bad |= needed ^ continuing;                                                                                      \
      uint64_t firsts[4] = {EQUAL(chunk, 0xE0), EQUAL(chunk, 0xED), EQUAL(chunk, 0xF0), EQUAL(chunk, 0xF4)};           \
      uint64_t faulty[4] = {~fromA0, fromA0, ~from90, from90};                                                         \
      for (int i = 0; i < 4; i++) {                                                                                    \
        bad |= (firsts[i] << 1 | narrow[i]) & faulty[i] & continuing;                                                  \
        narrow[i] = firsts[i] >> 63;                                                                                   \
      }                                                                                                                \
      if (bad & there) return 0;                                                                                       \
      due[0] = two >> 63;                                                                                              \
      due[1] = three >> 62;                                                                                            \
      due[2] = four >> 61;                                                                                             \
      if (count - at < 64) return !(needed & ~there);                                                                  \
    }                                                                                                                  \
    return !(due[0] | due[1] | due[2]);                                                                                \
  }

DEFINE(portable, spread, )

#if defined(__x86_64__)
#include <immintrin.h>

#define LATEST "avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi2,bmi,bmi2,lzcnt,popcnt"

/// As `spread`, by squeezing the numbers 0 to 63 together.
__attribute__((target(LATEST))) INLINE void squeeze(uint64_t bits, uint32_t base, int count, uint32_t *to) {
  static const uint8_t numbers[64] __attribute__((aligned(64))) = {
      0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
      22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
      44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
  __m512i set = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(numbers)), bases = _mm512_set1_epi32((int)base);
  _mm512_storeu_si512(to, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_castsi512_si128(set)), bases));
  if (count <= 16) return;
  _mm512_storeu_si512(to + 16, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 1)), bases));
  if (count <= 32) return;
  _mm512_storeu_si512(to + 32, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 2)), bases));
  _mm512_storeu_si512(to + 48, _mm512_add_epi32(_mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(set, 3)), bases));
}

DEFINE(avx2, spread, __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))))
DEFINE(avx512, squeeze, __attribute__((target(LATEST))))

/// 0: any x86-64, 1: with AVX2, 2: with AVX-512 that can squeeze bytes.
static int generation(void) {
  static int known = -1;
  int found = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (found >= 0) return found;
  int has_counts = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt")
      && __builtin_cpu_supports("popcnt");
  int has_latest = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vbmi2");
  found = !has_counts ? 0 : has_latest ? 2 : __builtin_cpu_supports("avx2") ? 1 : 0;
  __atomic_store_n(&known, found, __ATOMIC_RELAXED);
  return found;
}

#define CALL(NAME, ...)                                                                                                \
  switch (generation()) {                                                                                              \
    case 2: return NAME##_avx512(__VA_ARGS__);                                                                         \
    case 1: return NAME##_avx2(__VA_ARGS__);                                                                           \
    default: return NAME##_portable(__VA_ARGS__);                                                                      \
  }
#else
#define CALL(NAME, ...) return NAME##_portable(__VA_ARGS__);
#endif

size_t scan_csv_fields(
    const uint8_t *bytes, size_t from, size_t count, struct scan_state *state, struct scan_fields *fields) {
  CALL(csv_fields, bytes, from, count, state, fields)
}

size_t scan_csv_last_start(
    const uint8_t *bytes, size_t from, size_t count, struct scan_state *state, size_t *last) {
  CALL(csv_last_start, bytes, from, count, state, last)
}

size_t scan_json_tokens(
    const uint8_t *bytes, size_t from, size_t count, struct scan_state *state, struct scan_tokens *tokens) {
  CALL(json_tokens, bytes, from, count, state, tokens)
}

int scan_is_utf8(const uint8_t *bytes, size_t from, size_t count) { CALL(is_utf8, bytes, from, count) }
