#ifndef VISITRULES_NUMBERS_H
#define VISITRULES_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

/// Numbers and dates out of the bytes of cells, at most 64 rows at a time.
///
/// A cell is two 32-bit byte offsets from `bytes`: its first byte, and one past its last. 64 bytes on either side of any cell have
/// to be readable, whatever they hold.

/// What became of the rows of a chunk, row 0 in the lowest bit. Rows in neither mask were not understood: their cells may still
/// mean something, and what the lane holds for them is nothing.
struct number_marks {
  /// The rows whose number stands in the lane.
  uint64_t read;
  /// The rows whose cell has no bytes; the lane holds `absent` for them.
  uint64_t empty;
};

/// What the text of a cell has to be.
enum number_form {
  /// A decimal number: the nearest double.
  NUMBER_DECIMAL,
  /// A whole number of at most 2^53 in size, possibly with nothing but zeros behind a point; zero has no sign.
  NUMBER_WHOLE,
  /// `2026-01-31`: days since 1970-01-01.
  NUMBER_DATE,
};

/// Reads the cells of `rows[0..<count]` into `lane`, as far as they are written plainly: `[-]digits[.digits]` of at most 16
/// characters behind the minus, or a date of 10. `count` is at most 64; `lane` is writable up to the next multiple of 8 rows.
struct number_marks numbers_read(
    const void *cells, const uint8_t *bytes, const uint32_t *rows, size_t count, enum number_form form, double absent, double *lane);

/// What a second, slower look says of a cell.
enum number_spelling {
  /// A number that was read.
  NUMBER_READ,
  /// A whole number beyond 2^53 in size that 64 bits hold: the nearest double.
  NUMBER_LARGE,
  /// ASCII white space only.
  NUMBER_BLANK,
  /// Beyond what is understood here.
  NUMBER_UNCLEAR,
};

/// Reads one cell that ``numbers_read`` left: with ASCII white space around it, up to 19 digits and an exponent, or `2026/1/31`. Also
/// reads what is written plainly. Looks at no byte outside the cell.
enum number_spelling number_read_spelled(const uint8_t *start, const uint8_t *end, enum number_form form, double *number);

#endif
