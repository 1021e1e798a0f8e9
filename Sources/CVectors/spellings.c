#include "digits.h"
#include "numbers.h"

/// The bytes of a cell that are still to be read.
struct text {
  const uint8_t *start, *end;
};

static bool is_space(uint8_t byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

static bool is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/// Takes the next byte if it is that one.
static bool take(struct text *text, uint8_t byte) {
  if (text->start == text->end || *text->start != byte) return false;
  text->start++;
  return true;
}

/// Takes a sign, if there is one, and says whether it is a minus.
static bool take_sign(struct text *text) {
  bool is_negative = take(text, '-');
  if (!is_negative) take(text, '+');
  return is_negative;
}

/// Digits taken from a text, as one number.
struct digits {
  uint64_t value;
  /// How many of them count: all but leading zeros.
  size_t significant;
  /// How many were taken the last time, zeros included.
  size_t taken;
};

/// Takes all digits that follow, behind those that are there. More than 19 that count make no sense of `value`.
static void take_digits(struct text *text, struct digits *digits) {
  digits->taken = 0;
  while (text->start != text->end && is_digit(*text->start)) {
    digits->value = digits->value * 10 + (uint64_t)(*text->start - '0');
    digits->significant += digits->significant != 0 || *text->start != '0';
    digits->taken++;
    text->start++;
  }
}

/// `mantissa / 10^decimals`, rounded once; `mantissa` is beyond 2^53, `decimals` 1 to 19.
///
/// The quotient has at least 63 bits, of which the last one says whether anything follows: that decides a tie as the whole would.
static double quotient(uint64_t mantissa, size_t decimals) {
  uint64_t divisor = 1;
  for (size_t power = 0; power < decimals; power++) divisor *= 10;
  int up = __builtin_clzll(mantissa), down = __builtin_clzll(divisor);
  unsigned __int128 numerator = (unsigned __int128)(mantissa << up) << 63;
  divisor <<= down;
  uint64_t bits = (uint64_t)(numerator / divisor);
  bits |= numerator % divisor != 0;
  uint64_t scale = (uint64_t)(1023 + down - up - 63) << 52;
  double factor;
  memcpy(&factor, &scale, sizeof factor);
  return (double)bits * factor;
}

/// `mantissa * 10^exponent` where it can be had with one rounding.
static bool scaled(uint64_t mantissa, long exponent, double *number) {
  if (mantissa == 0) {
    *number = 0;
  } else if (mantissa <= WHOLE_LIMIT && exponent >= -22 && exponent <= 22) {
    *number = exponent < 0 ? (double)mantissa / powers[-exponent] : (double)mantissa * powers[exponent];
  } else if (exponent == 0) {
    *number = (double)mantissa;
  } else if (mantissa > WHOLE_LIMIT && exponent < 0 && exponent >= -19) {
    *number = quotient(mantissa, (size_t)-exponent);
  } else {
    return false;
  }
  return true;
}

/// Takes `e` and a whole number of at most four digits.
static bool take_exponent(struct text *text, long *exponent) {
  if (!take(text, 'e') && !take(text, 'E')) return true;
  bool is_negative = take_sign(text);
  struct digits digits = {0, 0, 0};
  take_digits(text, &digits);
  *exponent = is_negative ? -(long)digits.value : (long)digits.value;
  return digits.taken > 0 && digits.taken <= 4;
}

static enum number_spelling read_whole(struct text text, double *number) {
  bool is_negative = take_sign(&text);
  struct digits whole = {0, 0, 0}, zeros = {0, 0, 0};
  take_digits(&text, &whole);
  if (take(&text, '.')) {
    take_digits(&text, &zeros);
    if (zeros.taken == 0) return NUMBER_UNCLEAR;
  }
  if (whole.taken == 0 || whole.significant > 19 || zeros.significant > 0 || text.start != text.end) return NUMBER_UNCLEAR;
  if (whole.value > (uint64_t)INT64_MAX) return NUMBER_UNCLEAR;
  *number = (double)(is_negative ? -(int64_t)whole.value : (int64_t)whole.value);
  return whole.value > WHOLE_LIMIT ? NUMBER_LARGE : NUMBER_READ;
}

static enum number_spelling read_decimal(struct text text, double *number) {
  bool is_negative = take_sign(&text);
  struct digits digits = {0, 0, 0};
  take_digits(&text, &digits);
  size_t before = digits.taken, behind = 0;
  if (take(&text, '.')) {
    take_digits(&text, &digits);
    behind = digits.taken;
    if (behind == 0) return NUMBER_UNCLEAR;
  }
  long exponent = 0;
  if (before + behind == 0 || digits.significant > 19 || !take_exponent(&text, &exponent)) return NUMBER_UNCLEAR;
  if (text.start != text.end || !scaled(digits.value, exponent - (long)behind, number)) return NUMBER_UNCLEAR;
  *number = with_sign(*number, is_negative);
  return NUMBER_READ;
}

/// Days of the year before each month, and days of each month; 13 and what follows are no months.
static const uint16_t days_before[16] = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
static const uint8_t days_within[16] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Whether there is such a day in the years 1 to 9999, and how many days after 1970-01-01 it is.
static bool days_of(uint32_t year, uint32_t month, uint32_t day, double *days) {
  bool leaps = ((year & 3) == 0) & ((year % 100 != 0) | ((year & 15) == 0));
  uint32_t within = days_within[month & 15] + (leaps & (month == 2));
  uint32_t past = year - 1;
  int32_t before = (int32_t)(past * 365 + past / 4 - past / 100 + past / 400) - 719162;
  *days = before + days_before[month & 15] + (leaps & (month > 2)) + (int32_t)day - 1;
  return (past < 9999) & (month < 13) & (day - 1 < within);
}

/// Reads `2026-01-31`, whose ten bytes begin at `start`.
static bool plain_date(const uint8_t *start, double *days) {
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

/// Takes one or two digits.
static bool take_short(struct text *text, uint32_t *number) {
  struct digits digits = {0, 0, 0};
  take_digits(text, &digits);
  *number = (uint32_t)digits.value;
  return digits.taken == 1 || digits.taken == 2;
}

/// Takes `2026-01-31` or `2026/1/31`.
static bool take_date(struct text *text, double *days) {
  if (text->end - text->start >= 10 && plain_date(text->start, days)) {
    text->start += 10;
    return true;
  }
  struct digits year = {0, 0, 0};
  uint32_t month, day;
  take_digits(text, &year);
  return year.taken == 4 && take(text, '/') && take_short(text, &month) && take(text, '/') && take_short(text, &day) &&
         days_of((uint32_t)year.value, month, day, days);
}

/// Takes two digits that are below 60.
static bool take_sixtieth(struct text *text) {
  struct digits digits = {0, 0, 0};
  take_digits(text, &digits);
  return digits.taken == 2 && digits.value < 60;
}

/// Takes `9:30`, `09:30:15` or `09:30:15.5`.
static bool take_clock(struct text *text) {
  struct digits fraction = {0, 0, 0};
  uint32_t hour;
  if (!take_short(text, &hour) || hour > 23 || !take(text, ':') || !take_sixtieth(text)) return false;
  if (!take(text, ':')) return true;
  if (!take_sixtieth(text)) return false;
  if (!take(text, '.')) return true;
  take_digits(text, &fraction);
  return fraction.taken > 0;
}

/// A day, and a time of that day if one stands behind it; what names an offset takes a time zone to be understood.
static enum number_spelling read_date(struct text text, double *number) {
  if (!take_date(&text, number)) return NUMBER_UNCLEAR;
  bool has_time = take(&text, ' ') || take(&text, 'T');
  return (!has_time || take_clock(&text)) && text.start == text.end ? NUMBER_READ : NUMBER_UNCLEAR;
}

enum number_spelling number_read_spelled(const uint8_t *start, const uint8_t *end, enum number_form form, double *number) {
  struct text text = {start, end};
  while (text.start != text.end && is_space(*text.start)) text.start++;
  while (text.start != text.end && is_space(text.end[-1])) text.end--;
  if (text.start == text.end) return NUMBER_BLANK;
  switch (form) {
    case NUMBER_DECIMAL: return read_decimal(text, number);
    case NUMBER_WHOLE: return read_whole(text, number);
    case NUMBER_DATE: return read_date(text, number);
  }
}
