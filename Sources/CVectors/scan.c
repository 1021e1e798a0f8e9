#include "scan.h"

#include <string.h>

typedef uint8_t bytes64 __attribute__((ext_vector_type(64)));
typedef _Bool bits64 __attribute__((ext_vector_type(64)));

#define INLINE static inline __attribute__((always_inline))

/// Macros, since a vector cannot be returned from one target's function to another's.
#define LOAD64(FROM) ({ bytes64 x; memcpy(&x, FROM, sizeof x); x; })
#define BITS(CONDITION) ({                                     \
  bits64 x = __builtin_convertvector(CONDITION, bits64);       \
  uint64_t word;                                               \
  memcpy(&word, &x, sizeof word);                              \
  word;                                                        \
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

/// Writes the offset of each bit, `base` added; up to 64 places from `to` on may be written.
INLINE void spread(uint64_t bits, uint32_t base, int count, uint32_t *to) {
  for (int done = 0; done < count; done += 8) {
    for (int i = 0; i < 8; i++) {
      to[done + i] = base + (uint32_t)__builtin_ctzll(bits | 1ull << 63);
      bits &= bits - 1;
    }
  }
}

#define MARKS(CHUNK, AT, COUNT) ({                                                                    \
  struct marks found;                                                                                 \
  found.present = present(AT, COUNT);                                                                 \
  found.comma = EQUAL(CHUNK, ',') & found.present;                                                    \
  found.feed = EQUAL(CHUNK, '\n') & found.present;                                                    \
  found.ret = EQUAL(CHUNK, '\r') & found.present;                                                     \
  found.quote = EQUAL(CHUNK, '"') & found.present;                                                    \
  found;                                                                                              \
})

#define DEFINE(SUFFIX, ATTRIBUTES)                                                                    \
  ATTRIBUTES static size_t csv_fields_##SUFFIX(                                                       \
      const uint8_t *bytes, size_t from, size_t count, struct scan_state *outer, struct scan_fields *fields) {   \
    struct scan_state state = *outer;                                                                 \
    size_t ends = fields->end_count, lines = fields->line_count, at = from;                           \
    uint32_t seen = 0, *to = fields->ends, *line = fields->lines;                                     \
    uint64_t high = 0;                                                                                \
    for (; at < count; at += 64) {                                                                    \
      bytes64 chunk = LOAD64(bytes + at);                                                             \
      struct marks marks = MARKS(chunk, at, count);                                                   \
      if (marks.quote | marks.ret | state.quoted | state.after_close | state.after_return) {          \
        if (!leave_quotes(&marks, &state, 0, &seen)) {                                                \
          seen |= SCAN_IRREGULAR;                                                                     \
          break;                                                                                      \
        }                                                                                             \
      } else {                                                                                        \
        state.may_open = (marks.comma | marks.feed) >> 63;                                            \
      }                                                                                               \
      high |= AT_LEAST(chunk, 0x80) & marks.present;                                                  \
      uint64_t all = marks.comma | marks.feed;                                                        \
      for (uint64_t feed = marks.feed; feed; feed &= feed - 1) {                                      \
        line[lines++] = (uint32_t)(ends + (size_t)__builtin_popcountll(all & ((feed & -feed) - 1)));  \
      }                                                                                               \
      int found = __builtin_popcountll(all);                                                          \
      spread(all, (uint32_t)at + 1, found, to + ends);                                                \
      ends += (size_t)found;                                                                          \
    }                                                                                                 \
    fields->end_count = ends;                                                                         \
    fields->line_count = lines;                                                                       \
    fields->seen |= seen | (high ? SCAN_HIGH : 0);                                                    \
    *outer = state;                                                                                   \
    return at < count ? at : count;                                                                   \
  }                                                                                                   \
  ATTRIBUTES static size_t csv_last_start_##SUFFIX(                                                   \
      const uint8_t *bytes, size_t from, size_t count, struct scan_state *outer, size_t *last) {      \
    struct scan_state state = *outer;                                                                 \
    size_t at = from, found = *last;                                                                  \
    uint32_t seen = 0;                                                                                \
    for (; at < count; at += 64) {                                                                    \
      bytes64 chunk = LOAD64(bytes + at);                                                             \
      struct marks marks = MARKS(chunk, at, count);                                                   \
      uint64_t after_return = state.after_return;                                                     \
      if (marks.quote | marks.ret | state.quoted | state.after_close | state.after_return) {          \
        if (!leave_quotes(&marks, &state, 1, &seen)) break;                                           \
      } else {                                                                                        \
        state.may_open = (marks.comma | marks.feed) >> 63;                                            \
      }                                                                                               \
      uint64_t starts = marks.feed << 1 | state.after_feed;                                           \
      starts |= (marks.ret << 1 | after_return) & ~marks.feed;                                        \
      starts &= marks.present;                                                                        \
      if (starts) found = at + 63 - (size_t)__builtin_clzll(starts);                                  \
      state.after_feed = marks.feed >> 63;                                                            \
    }                                                                                                 \
    *outer = state;                                                                                   \
    *last = found;                                                                                    \
    return at < count ? at : count;                                                                   \
  }                                                                                                   \
  ATTRIBUTES static size_t lines_##SUFFIX(                                                            \
      const uint8_t *bytes, size_t from, size_t count, uint32_t *ends, int *has_high) {               \
    size_t lines = 0;                                                                                 \
    uint64_t high = 0;                                                                                \
    for (size_t at = from; at < count; at += 64) {                                                    \
      bytes64 chunk = LOAD64(bytes + at);                                                             \
      uint64_t feeds = EQUAL(chunk, '\n') & present(at, count);                                       \
      high |= AT_LEAST(chunk, 0x80) & present(at, count);                                             \
      for (; feeds; feeds &= feeds - 1) ends[lines++] = (uint32_t)(at + (size_t)__builtin_ctzll(feeds));  \
    }                                                                                                 \
    *has_high = high != 0;                                                                            \
    return lines;                                                                                     \
  }                                                                                                   \
  ATTRIBUTES static int is_utf8_##SUFFIX(const uint8_t *bytes, size_t from, size_t count) {           \
    uint64_t due[3] = {0, 0, 0}, narrow[4] = {0, 0, 0, 0};                                            \
    for (size_t at = from; at < count; at += 64) {                                                    \
      bytes64 chunk = LOAD64(bytes + at);                                                             \
      uint64_t there = present(at, count), high = AT_LEAST(chunk, 0x80) & there;                      \
      if (!(high | due[0] | due[1] | due[2])) continue;                                               \
      uint64_t from90 = AT_LEAST(chunk, 0x90), fromA0 = AT_LEAST(chunk, 0xA0);                        \
      uint64_t two = AT_LEAST(chunk, 0xC0) & there, three = AT_LEAST(chunk, 0xE0) & there;            \
      uint64_t four = AT_LEAST(chunk, 0xF0) & there;                                                  \
      uint64_t bad = (AT_LEAST(chunk, 0xF5) | EQUAL(chunk, 0xC0) | EQUAL(chunk, 0xC1)) & there;       \
      uint64_t continuing = high & ~two;                                                              \
      bad |= (two << 1 | due[0] | three << 2 | due[1] | four << 3 | due[2]) ^ continuing;             \
      uint64_t firsts[4] = {EQUAL(chunk, 0xE0), EQUAL(chunk, 0xED), EQUAL(chunk, 0xF0), EQUAL(chunk, 0xF4)};  \
      uint64_t faulty[4] = {~fromA0, fromA0, ~from90, from90};                                        \
      for (int i = 0; i < 4; i++) {                                                                   \
        bad |= (firsts[i] << 1 | narrow[i]) & faulty[i] & continuing;                                 \
        narrow[i] = firsts[i] >> 63;                                                                  \
      }                                                                                               \
      if (bad & there) return 0;                                                                      \
      due[0] = two >> 63;                                                                             \
      due[1] = three >> 62;                                                                           \
      due[2] = four >> 61;                                                                            \
      if (count - at < 64) return !((two << 1 | three << 2 | four << 3) & ~there);                    \
    }                                                                                                 \
    return !(due[0] | due[1] | due[2]);                                                               \
  }

DEFINE(portable, )

#if defined(__x86_64__)
DEFINE(avx2, __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))))
DEFINE(avx512, __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,bmi,bmi2,lzcnt,popcnt"))))

/// 0: any x86-64, 1: with AVX2, 2: with AVX-512.
static int generation(void) {
  static int known = -1;
  int found = __atomic_load_n(&known, __ATOMIC_RELAXED);
  if (found >= 0) return found;
  int has_counts = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt")
      && __builtin_cpu_supports("popcnt");
  found = !has_counts ? 0
      : __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") ? 2
      : __builtin_cpu_supports("avx2") ? 1 : 0;
  __atomic_store_n(&known, found, __ATOMIC_RELAXED);
  return found;
}

#define CALL(NAME, ...)                                     \
  switch (generation()) {                                   \
    case 2: return NAME##_avx512(__VA_ARGS__);              \
    case 1: return NAME##_avx2(__VA_ARGS__);                \
    default: return NAME##_portable(__VA_ARGS__);           \
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

size_t scan_lines(const uint8_t *bytes, size_t from, size_t count, uint32_t *ends, int *has_high) {
  CALL(lines, bytes, from, count, ends, has_high)
}

int scan_is_utf8(const uint8_t *bytes, size_t from, size_t count) { CALL(is_utf8, bytes, from, count) }
