import Expressions
import SourceText
import Testing

/// Faults of spelling.
@Suite struct SyntaxDiagnosticTests {
  /// An expression, and under it what is said of it, with carets under the place.
  static let cases: [String] = [
    #"""
    cooperation = 40
                ^ misspelled-operator
    '=' is no operator here
    write ==
    """#,
    #"""
    cooperation < 40 and overdue_days > 30
                     ^^^ operator-word
    'and' is no operator
    write &&
    """#,
    #"""
    cooperation < 40 AND not promo
                     ^^^ operator-word
    'AND' is no operator
    write &&

    cooperation < 40 AND not promo
                         ^^^ operator-word
    'not' is no operator
    write !
    """#,
    #"""
    promo 且 open
          ^ operator-word
    '且' is no operator
    write &&
    """#,
    #"""
    not (promo)
    ^^^ operator-word
    'not' is no operator
    write !
    """#,
    #"""
    channel not in ['mall']
            ^^^ operator-word
    'not in' is no operator
    write !(x in [...])
    """#,
    #"""
    cooperation => 40
                ^^ misspelled-operator
    '=>' is no operator here
    write >=
    """#,
    #"""
    promo & open
          ^ misspelled-operator
    '&' is no operator here
    write &&
    """#,
    #"""
    cooperation ＞ 40
                ^ full-width-character
    '＞' is written with full-width characters
    write >
    """#,
    #"""
    （cooperation > 40） && promo
    ^ full-width-character
    '（' is written with full-width characters
    write (

    （cooperation > 40） && promo
                     ^ full-width-character
    '）' is written with full-width characters
    write )
    """#,
    #"""
    channel == “mall”
               ^^^^^^ full-width-character
    '“mall”' is written with full-width characters
    write 'mall'
    """#,
    #"""
    cooperation ＝＝ ４０
                ^^ full-width-character
    '＝＝' is written with full-width characters
    write ==

    cooperation ＝＝ ４０
                   ^^ full-width-character
    '４０' is written with full-width characters
    write 40
    """#,
    #"""
    cooperation ≥ 40
                ^ full-width-character
    '≥' is written with full-width characters
    write >=
    """#,
    #"""
    channel in ['mall'， 'chain']
                      ^ full-width-character
    '，' is written with full-width characters
    write ,
    """#,
    #"""
    channel == 'mall
               ^^^^^ unclosed-quote
    the text that begins with ' does not end
    close it with the same quote on the same line
    """#,
    #"""
    channel == '''mall
               ^^^^^^^ unclosed-quote
    the text that begins with ' does not end
    close it with the same quote on the same line
    """#,
    #"""
    [1, 2
         ^ unclosed-bracket
    ']' is missing at the end
    close the '[', or join the parts inside by an operator or a comma
    """#,
    #"""
    cooperation > 40)
                    ^ unexpected-text
    the expression ends before ')'
    remove it, or open it before
    """#,
    #"""
    cooperation > 40 promo
                     ^^^^^ unexpected-text
    the expression ends before 'promo'
    join the two parts by an operator such as && or ||
    """#,
    #"""
    cooperation >
                 ^ missing-value
    a value is missing at the end
    write a name, a number or text in quotes here
    """#,
    #"""
    > 40
    ^ missing-value
    a value is missing before '>'
    write a name, a number or text in quotes here
    """#,
    #"""
    cooperation > 40 &&
                       ^ missing-value
    a value is missing at the end
    write a name, a number or text in quotes here
    """#,
    #"""
    cooperation ? 1
                   ^ missing-colon
    ':' is missing at the end
    a choice is written condition ? a : b
    """#,
    #"""
    cooperation < 40 # x
                     ^ stray-character
    '#' means nothing in an expression
    comments begin with //
    """#,
    #"""
    cooperation ^ 2 > 3
                ^ stray-character
    '^' means nothing in an expression
    there is no power operator; write x * x
    """#,
    #"""
    80% > 3
    ^^^ number-with-letters
    '80%' is no number: there is no percent sign
    write 80, or 0.8 where the whole is 1
    """#,
    #"""
    cooperation > 2.5% and promo
                  ^^^^ number-with-letters
    '2.5%' is no number: there is no percent sign
    write 2.5, or 0.025 where the whole is 1

    cooperation > 2.5% and promo
                       ^^^ operator-word
    'and' is no operator
    write &&
    """#,
    #"""
    cooperation < ５０％
                  ^^ full-width-character
    '５０' is written with full-width characters
    write 50

    cooperation < ５０％
                  ^^^ number-with-letters
    '５０％' is no number: there is no percent sign
    write 50, or 0.5 where the whole is 1
    """#,
    #"""
    zero > 50万
           ^^^ number-with-letters
    '50万' is neither a number nor a name
    write 500000
    """#,
    #"""
    zero > 1.5百万元 || zero < 30天 || zero == 3且 promo
           ^^^^^^ number-with-letters
    '1.5百万元' is neither a number nor a name
    write 1500000

    zero > 1.5百万元 || zero < 30天 || zero == 3且 promo
                            ^^^ number-with-letters
    '30天' is neither a number nor a name
    write 30

    zero > 1.5百万元 || zero < 30天 || zero == 3且 promo
                                            ^ operator-word
    '且' is no operator
    write &&
    """#,
    #"""
    => 100
    ^^ misspelled-operator
    '=>' is no operator here
    write >=
    """#,
    #"""
    ≥ 100
    ^ full-width-character
    '≥' is written with full-width characters
    write >=
    """#,
    #"""
    = 100
    ^ missing-value
    a value is missing before '='
    write what is compared before it; in the cell of a table, the value alone
    """#,
    #"""
    promo、open
         ^ full-width-character
    '、' is written with full-width characters
    write , between values; between conditions, && or ||
    """#,
    #"""
    >= 100平米
       ^^^^^ number-with-letters
    '100平米' is neither a number nor a name
    write 100
    """#,
    #"""
    100～200
       ^ stray-character
    '～' means nothing in an expression
    a range is written [10..20] in the cell of a table; a text has a pattern: name.matches('pattern')
    """#,
    #"""
    promo； open
         ^ stray-character
    '；' means nothing in an expression
    join conditions by && or ||
    """#,
    #"""
    duration(30d) > duration('1d')
             ^^^ number-with-letters
    '30d' is neither a number nor a name
    a length of time is written duration('30d'); text is written in quotes
    """#,
    #"""
    if (promo) 1 else 2
               ^ unexpected-text
    the expression ends before '1'
    join the two parts by an operator such as && or ||
    """#,
    #"""
    99999999999999999999 > 1
    ^^^^^^^^^^^^^^^^^^^^ number-too-large
    99999999999999999999 is beyond the range of its type
    write it as a decimal number, for example 1e30, if it has to be so large
    """#,
    #"""
    18446744073709551616u > 1u
    ^^^^^^^^^^^^^^^^^^^^^ number-too-large
    18446744073709551616u is beyond the range of its type
    write it as a decimal number, for example 1e30, if it has to be so large
    """#,
    #"""
    1e999 > 1.0
    ^^^^^ number-too-large
    1e999 is beyond the range of its type
    write it as a decimal number, for example 1e30, if it has to be so large
    """#,
    #"""
    has(1)
        ^ has-argument
    'has' asks for a name, not for a value
    write has(name) or has(map.field)
    """#,
    #"""
    tags.exists(1, true)
                ^ iteration-variable
    this has to be a plain name for the element
    write for example list.exists(x, x > 0)
    """#,
    #"""
    tags.exists(x)
         ^^^^^^ macro-arguments
    'exists' has too few or too many arguments
    write list.exists(x, condition on x)
    """#,
    #"""
    for > 1
    ^^^ reserved-word
    'for' is a word that the language keeps for itself
    rename it
    """#,
    #"""
    Msg{a: 1} == 1
    ^^^ unsupported-message
    messages of named types are not supported
    a map is written {'key': value}
    """#,
    #"""
    '\q' == name
     ^^ unknown-escape
    '\q' is no escape
    write \\ for a backslash, or r'...' for text without escapes
    """#,
    #"""
    cooperation > 40;
                    ^ stray-character
    ';' means nothing in an expression
    join conditions by && or ||
    """#,
    #"""
    $x > 3
    ^ stray-character
    '$' means nothing in an expression
    names are written as they are declared, without a sign before them

    $x > 3
     ^ unknown-name
    there is no 'x'
    declare it under 'facts', 'params' or 'derive'
    """#,
    #"""
    {'a' 1} == {}
         ^ missing-colon
    ':' is missing before '1'
    a map is written {'key': value}; a list is written [a, b]
    """#,
    #"""
    size(cooperation > 1
                        ^ unclosed-bracket
    ')' is missing at the end
    close the '(', or join the parts inside by an operator or a comma
    """#,
    #"""
    promo == open && promo = 1 and nme == 'x' || chanel == “a”
                           ^ misspelled-operator
    '=' is no operator here
    write ==

    promo == open && promo = 1 and nme == 'x' || chanel == “a”
                           ^ incomparable
    '==' cannot compare true or false (bool) with a whole number (int)
    a condition holds by itself: write promo, or !promo

    promo == open && promo = 1 and nme == 'x' || chanel == “a”
                               ^^^ operator-word
    'and' is no operator
    write &&

    promo == open && promo = 1 and nme == 'x' || chanel == “a”
                                   ^^^ unknown-name
    there is no 'nme'
    did you mean 'name'?

    promo == open && promo = 1 and nme == 'x' || chanel == “a”
                                                 ^^^^^^ unknown-name
    there is no 'chanel'
    did you mean 'channel'?

    promo == open && promo = 1 and nme == 'x' || chanel == “a”
                                                           ^^^ full-width-character
    '“a”' is written with full-width characters
    write 'a'
    """#,
    #"""
    cooperation - overdue days > 3
                          ^^^^ unexpected-text
    the expression ends before 'days'
    join the two parts by an operator such as && or ||
    """#,
  ]

  @Test(arguments: cases)
  func faultsAreExplainedAtTheirPlace(expected: String) {
    let text = String(expected.prefix { $0 != "\n" })
    #expect(Desk.standard.faults(text, expecting: .bool) == expected)
  }

  @Test(
    "a text that a comma of the file ends early is to be put in quotes",
    arguments: [
      ("{when: ⟦size(name⟧, x: 1}", true), ("[⟦size(name⟧  , x]", true), ("{when: ⟦size(name⟧}", false),
      ("['⟦size(name⟧', x]", false), ("⟦size(name⟧", false), ("⟦[size(name⟧, 'x", true),
    ])
  func cutByComma(marked: String, isCut: Bool) throws {
    let source = MarkedSource(marked)
    let fragment = SourceFragment(text: source.text, range: source.range)
    let fault = try #require(CheckedExpression.compile(fragment, in: Desk.standard.scope).diagnostics.first)
    #expect(fault.code == "unclosed-bracket")
    #expect(fault.hint?.contains("put the whole condition in quotes") == isCut)
  }
}
