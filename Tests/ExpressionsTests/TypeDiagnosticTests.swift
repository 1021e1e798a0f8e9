import Expressions
import Testing

/// Types that do not fit, and constants that can only fail.
@Suite struct TypeDiagnosticTests {
  /// An expression, and under it what is said of it, with carets under the place.
  static let cases: [String] = [
    #"""
    1 < cooperation < 3
                    ^ incomparable
    '<' cannot compare true or false (bool) with a whole number (int)
    write both comparisons: a < b && b < c
    """#,
    #"""
    opened_on < '2026-01-31'
              ^ incomparable
    '<' cannot compare a date or time (timestamp) with text (string)
    write date('2026-01-31')
    """#,
    #"""
    opened_on < '2026/1/31'
              ^ incomparable
    '<' cannot compare a date or time (timestamp) with text (string)
    write a date as date('2026-01-31')
    """#,
    #"""
    overdue_days == '7'
                 ^^ incomparable
    '==' cannot compare a whole number (int) with text (string)
    write 7 without quotes
    """#,
    #"""
    overdue_days > 'many'
                 ^ incomparable
    '>' cannot compare a whole number (int) with text (string)
    """#,
    #"""
    cooperation == ''
                ^^ incomparable
    '==' cannot compare a number (double) with text (string)
    write !has(cooperation)
    """#,
    #"""
    '' != opened_on
       ^^ incomparable
    '!=' cannot compare text (string) with a date or time (timestamp)
    write has(opened_on)
    """#,
    #"""
    channel == 1
            ^^ incomparable
    '==' cannot compare one of the values of 'channel' with a whole number (int)
    compare it with one of its values: channel == 'mall'
    """#,
    #"""
    name == 007
         ^^ incomparable
    '==' cannot compare text (string) with a whole number (int)
    text is written in quotes: '007'
    """#,
    #"""
    100-200
    ^^^^^^^ wrong-type
    this has to be true or false; it is a difference of two numbers
    in the cell of a table, the numbers from 100 to 200 are written [100..200]
    """#,
    #"""
    promo == 'true'
          ^^ incomparable
    '==' cannot compare true or false (bool) with text (string)
    write promo by itself, or with ! before it
    """#,
    #"""
    promo == 1
          ^^ incomparable
    '==' cannot compare true or false (bool) with a whole number (int)
    a condition holds by itself: write promo, or !promo
    """#,
    #"""
    as_of - opened_on > 30
                      ^ incomparable
    '>' cannot compare a length of time (duration) with a whole number (int)
    a length of time is written duration('30d'); whole days are days_between(a, b)
    """#,
    #"""
    opened_on == null
                 ^^^^ comparison-with-null
    a value is never null; it is known or not
    write !has(opened_on)
    """#,
    #"""
    channel == ['mall', 'chain']
            ^^ incomparable
    '==' cannot compare one of the values of 'channel' with a list of string
    write channel in ['mall', 'chain']
    """#,
    #"""
    'mall' in channel
              ^^^^^^^ not-a-list
    'in' looks into a list or map; this is one of the values of 'channel'
    write channel.contains('mall'), or 'mall' in [channel]
    """#,
    #"""
    channel in 'mall'
               ^^^^^^ not-a-list
    'in' looks into a list or map; this is text (string)
    write 'mall'.contains(channel), or channel in ['mall']
    """#,
    #"""
    5 in tags
    ^ incomparable
    'in' looks for a whole number (int) among values that are text (string)
    list values of the same type
    """#,
    #"""
    name + 5 == 'a'
         ^ no-such-operator
    '+' does not take text (string) and a whole number (int)
    join text with text: string(x) + 'text'
    """#,
    #"""
    opened_on + 5 > as_of
              ^ no-such-operator
    '+' does not take a date or time (timestamp) and a whole number (int)
    add or subtract a duration('30d'); whole days between dates are days_between(a, b)
    """#,
    #"""
    cooperation % 2 == 0
                ^ no-such-operator
    '%' does not take a number (double) and a number (double)
    '%' takes whole numbers: int(x) % int(y)
    """#,
    #"""
    -promo
    ^ no-such-operator
    '-' does not take true or false (bool)
    write ! for the opposite of a condition
    """#,
    #"""
    !cooperation
     ^^^^^^^^^^^ not-a-condition
    what stands after '!' has to be true or false; this is a number (double)
    compare it, for example cooperation > 0
    """#,
    #"""
    name
    ^^^^ wrong-type
    this has to be true or false; it is text (string)
    compare it, for example name == 'value'
    """#,
    #"""
    channel
    ^^^^^^^ wrong-type
    this has to be true or false; it is one of the values of 'channel'
    compare it, for example channel == 'mall'
    """#,
    #"""
    tags
    ^^^^ wrong-type
    this has to be true or false; it is a list of string
    ask for its elements, for example size(tags) > 0
    """#,
    #"""
    [1, 'a'][0]
    ^^^^^^^^^^^ wrong-type
    this has to be true or false, but its type is only known when evaluated
    convert it: bool(...)
    """#,
    #"""
    promo ? 1 : 'a'
          ^ different-types
    the two values of a choice have to be of one type; these are a whole number (int) and text (string)
    make both the same, for example by string(x) or double(x)
    """#,
    #"""
    1 / 0 > 1
    ^^^^^ failed-constant
    division by zero
    write the number to divide by
    """#,
    #"""
    cooperation / 0 > 1
                  ^ division-by-zero
    this divides by zero
    write the number to divide by
    """#,
    #"""
    9223372036854775807 + 1 > 0
    ^^^^^^^^^^^^^^^^^^^^^^^ failed-constant
    9223372036854775807 + 1 goes beyond the range of its type
    calculate with decimal numbers, for example 2.0 instead of 2
    """#,
    #"""
    date('2026-02-30') < as_of
    ^^^^^^^^^^^^^^^^^^ failed-constant
    '2026-02-30' is not a date
    write an existing day as date('2026-01-31')
    """#,
    #"""
    timestamp('2026-01-31') < as_of
    ^^^^^^^^^^^^^^^^^^^^^^^ failed-constant
    '2026-01-31' does not read as timestamp
    write date('2026-01-31')
    """#,
    #"""
    duration('30x') < duration('1d')
    ^^^^^^^^^^^^^^^ failed-constant
    '30x' does not read as duration
    write for example duration('30d') or duration('1h30m')
    """#,
    #"""
    as_of.getHours('Asia/Shanghia') > 1
                   ^^^^^^^^^^^^^^^ failed-constant
    'Asia/Shanghia' is not a time zone
    write for example 'Asia/Shanghai' or '+08:00'
    """#,
    #"""
    name.matches('(a')
                 ^^^^ failed-constant
    '(a' is not a regular expression: it does not read as one
    """#,
    #"""
    name.matches('(?=a)')
                 ^^^^^^^ failed-constant
    '(?=a)' is not a regular expression: looking ahead or back is not supported
    """#,
    #"""
    name.matches('a\\1')
                 ^^^^^^ failed-constant
    'a\1' is not a regular expression: references back to a group are not supported
    """#,
    #"""
    cooperation[0] > 1
    ^^^^^^^^^^^ not-a-list
    only lists and maps have elements; this is a number (double)
    """#,
    #"""
    tags['a'] == 'b'
         ^^^ wrong-index
    the index of a list is a whole number; this is text (string)
    the first element is list[0]
    """#,
    #"""
    {'a': 1}[1] > 1
             ^ wrong-key
    the keys of this map are text (string); this is a whole number (int)
    """#,
    #"""
    {1.5: 2} == {}
     ^^^ wrong-key
    the key of a map cannot be a number (double)
    keys are text, whole numbers, true and false
    """#,
    #"""
    {null: 2} == {}
     ^^^^ wrong-key
    the key of a map cannot be null
    keys are text, whole numbers, true and false
    """#,
    #"""
    5.map(x, x) == []
    ^ not-a-list
    only lists and maps have elements to go through; this is a whole number (int)
    """#,
  ]

  @Test(arguments: cases)
  func faultsAreExplainedAtTheirPlace(expected: String) {
    let text = String(expected.prefix { $0 != "\n" })
    #expect(Desk.standard.faults(text, expecting: .bool) == expected)
  }
}
