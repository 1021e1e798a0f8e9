#ifndef VISITRULES_SCAN_H
#define VISITRULES_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// Loops over the bytes of a text, 64 at a step, for several generations of processors as in vectors.h. Wherever one reads,
/// 64 bytes beyond `count` have to be readable, whatever they hold.
///
/// CSV is followed in its *regular* form: a quote opens only at the start of a field, and a closed field is followed by its
/// separator. Where that does not hold, scanning stops before the step (64 bytes) in which it was seen.

/// What the bytes before a place make of it. Scanning starts at the start of a record with `scan_state_start`.
struct scan_state {
  /// All ones inside quotes, else 0.
  uint64_t quoted;
  /// 1 where a quote may open or be a second one.
  uint64_t may_open;
  /// 1 right after a closing quote.
  uint64_t after_close;
  /// 1 right after a carriage return outside quotes.
  uint64_t after_return;
  /// 1 right after a line feed outside quotes.
  uint64_t after_feed;
};

/// The state at the start of a record.
static inline struct scan_state scan_state_start(void) {
  struct scan_state state = {0, 1, 0, 0, 0};
  return state;
}

/// What occurred, as bits.
enum scan_sight {
  /// A byte past ASCII.
  SCAN_HIGH = 1,
  SCAN_QUOTE = 2,
  /// Two quotes that stand for one.
  SCAN_DOUBLED = 4,
  SCAN_RETURN = 8,
  /// A line break in quotes.
  SCAN_INNER_BREAK = 16,
  /// The scanning stopped early: what comes is not regular, or a carriage return that is no part of CR LF.
  SCAN_IRREGULAR = 32,
  /// A backslash in a JSON string.
  SCAN_ESCAPE = 64,
};

/// The ends of fields and lines, in the order in which they come.
struct scan_fields {
  /// For each comma or line feed outside quotes the offset after it. There has to be room for one a byte scanned, and 64 more.
  uint32_t *ends;
  size_t end_count;
  /// For each line feed outside quotes the index of its offset in `ends`. There has to be room for one a byte scanned.
  uint32_t *lines;
  size_t line_count;
  /// Bits of `scan_sight`.
  uint32_t seen;
};

/// Adds the ends in `bytes[from..<count]` to `fields`; returns the offset up to which it got: `count`, or a step before
/// something irregular.
size_t scan_csv_fields(
    const uint8_t *bytes, size_t from, size_t count, struct scan_state *state, struct scan_fields *fields);

/// Finds the last place in `bytes[from..<count]` at which a record starts by the breaks before it, and puts its offset into
/// `last`, which stays what it is if there is none; returns the offset up to which it got, as above.
size_t scan_csv_last_start(
    const uint8_t *bytes, size_t from, size_t count, struct scan_state *state, size_t *last);

/// The bytes that give lines of JSON their structure, in the order in which they come.
struct scan_tokens {
  /// The offset of each quote that opens or closes a string, each `{}[]:,` outside strings, and each line feed. There has to be
  /// room for one a byte scanned, and 64 more.
  uint32_t *offsets;
  size_t count;
  /// For each line feed the index of its offset in `offsets`. There has to be room for one a byte scanned.
  uint32_t *lines;
  size_t line_count;
  /// Bits of `scan_sight`.
  uint32_t seen;
};

/// Adds the tokens in `bytes[from..<count]`, which start with a line, to `tokens`; returns the offset up to which it got: `count`,
/// or a step before a control character in a string (which a line feed is, too) or a backslash outside.
///
/// Of `state`, `quoted` is used, and `after_close` for: after a backslash that is not escaped itself.
size_t scan_json_tokens(
    const uint8_t *bytes, size_t from, size_t count, struct scan_state *state, struct scan_tokens *tokens);

/// Whether `bytes[from..<count]` is well-formed UTF-8.
int scan_is_utf8(const uint8_t *bytes, size_t from, size_t count);

#endif
