import Expressions
import Testing

/// Names, functions and values that are not there.
@Suite struct NameDiagnosticTests {
  /// An expression, and under it what is said of it, with carets under the place.
  static let cases: [String] = [
    #"""
    cooperatoin < 40
    ^^^^^^^^^^^ unknown-name
    there is no 'cooperatoin'
    did you mean 'cooperation'?
    """#,
    #"""
    weak_cooperation < 40
    ^^^^^^^^^^^^^^^^ unknown-name
    there is no 'weak_cooperation'
    did you mean 'params.weak_cooperation'?
    """#,
    #"""
    params.weak_cooperaton < 40
    ^^^^^^^^^^^^^^^^^^^^^^ unknown-name
    there is no 'params.weak_cooperaton'
    did you mean 'params.weak_cooperation'?
    """#,
    #"""
    params.nothing < 40
    ^^^^^^^^^^^^^^ unknown-name
    there is no 'params.nothing'
    declare it under 'params'
    """#,
    #"""
    if(promo, 1, 2) > 1
    ^^ unknown-function
    there is no function 'if'
    a choice is written condition ? a : b
    """#,
    #"""
    today() > as_of
    ^^^^^ unknown-function
    there is no function 'today'
    write as_of
    """#,
    #"""
    channel == 'mal'
               ^^^^^ unknown-value
    'mal' is none of the values of 'channel'
    did you mean 'mall'?
    """#,
    #"""
    channel in ['mall', 'chian', 'xxxxxxxx']
                        ^^^^^^^ unknown-value
    'chian' is none of the values of 'channel'
    did you mean 'chain'?

    channel in ['mall', 'chian', 'xxxxxxxx']
                                 ^^^^^^^^^^ unknown-value
    'xxxxxxxx' is none of the values of 'channel'
    its values are mall, supermarket, chain
    """#,
    #"""
    channel == params.best
               ^^^^^^^^^^^ unknown-value
    'mal' is none of the values of 'channel'
    did you mean 'mall'?
    """#,
    #"""
    channel < 'mall'
            ^ enumeration-order
    '<' cannot order the values of 'channel': the alphabet is not their order
    list the values that count: channel in ['mall', 'supermarket']
    """#,
    #"""
    channel == format
            ^^ no-common-value
    'channel' and 'format' have no value in common
    compare each with its own values
    """#,
    #"""
    channel in [format]
            ^^ no-common-value
    'channel' and 'format' have no value in common
    compare each with its own values
    """#,
    #"""
    contains(name, 'a')
    ^^^^^^^^ wrong-call
    'contains' is not called like this
    write name.contains('a')
    """#,
    #"""
    cooperation.floor() > 1
                ^^^^^ wrong-call
    'floor' is not called like this
    write floor(cooperation)
    """#,
    #"""
    size(1) > 1
    ^^^^ wrong-arguments
    'size(int)' does not exist: these are not what 'size' takes
    it is written size(string), size(bytes), size(list), size(map)
    """#,
    #"""
    name.startsWith(5)
         ^^^^^^^^^^ wrong-arguments
    'string.startsWith(int)' does not exist: these are not what 'startsWith' takes
    it is written string.startsWith(string)
    """#,
    #"""
    min(1) > 1
    ^^^ wrong-arguments
    'min' takes at least two numbers
    write min(a, b)
    """#,
    #"""
    max('a', 2) > 1
        ^^^ wrong-arguments
    'max' takes numbers; this is text (string)
    convert it: double(x)
    """#,
    #"""
    retailer_class == 'good'
    ^^^^^^^^^^^^^^ unavailable-name
    'retailer_class' cannot be used here: tiers are decided later
    use the facts it is made of
    """#,
    #"""
    has(retailer_class)
        ^^^^^^^^^^^^^^ unavailable-name
    'retailer_class' cannot be used here: tiers are decided later
    use the facts it is made of
    """#,
    #"""
    has(cooperatoin)
        ^^^^^^^^^^^ unknown-name
    there is no 'cooperatoin'
    did you mean 'cooperation'?
    """#,
    #"""
    has(promo, open)
    ^^^ unknown-function
    there is no function 'has'
    write has(name)
    """#,
    #"""
    tags.exists(x, y > 1)
                   ^ unknown-name
    there is no 'y'
    did you mean 'x'?
    """#,
    #"""
    tags.exist(x, x == 'a')
         ^^^^^ unknown-function
    there is no function 'exist'
    did you mean 'exists'?
    """#,
    #"""
    cooperation.foo > 1
                ^^^ no-fields
    there is no field 'foo' in a number (double)
    """#,
    #"""
    opened_on.getFullYear > 2000
              ^^^^^^^^^^^ no-fields
    there is no field 'getFullYear' in a date or time (timestamp)
    a function is called with brackets: x.getFullYear()
    """#,
    #"""
    a.b.c > 1
    ^ unknown-name
    there is no 'a'
    declare it under 'facts', 'params' or 'derive'
    """#,
    #"""
    has(params.weak_cooperaton)
        ^^^^^^^^^^^^^^^^^^^^^^ unknown-name
    there is no 'params.weak_cooperaton'
    did you mean 'params.weak_cooperation'?
    """#,
    #"""
    new-outlet == 3
    ^^^ unknown-name
    there is no 'new'
    declare it under 'facts', 'params' or 'derive'
    """#,
    #"""
    nobody && promo
    ^^^^^^ unknown-name
    there is no 'nobody'
    declare it under 'facts', 'params' or 'derive'
    """#,
    #"""
    name == Wang
            ^^^^ unknown-name
    there is no 'Wang'
    declare it, or put it in quotes if it is text
    """#,
    #"""
    nobody in ['a', 'b']
    ^^^^^^ unknown-name
    there is no 'nobody'
    declare it, or put it in quotes if it is text
    """#,
    #"""
    nmae == 'Wang'
    ^^^^ unknown-name
    there is no 'nmae'
    did you mean 'name'?
    """#,
    #"""
    配合意愿 < 弱配合度
    ^^^^ unknown-name
    there is no '配合意愿'
    write cooperation

    配合意愿 < 弱配合度
           ^^^^ unknown-name
    there is no '弱配合度'
    write params.weak_cooperation
    """#,
    #"""
    has(配合意愿)
        ^^^^ unknown-name
    there is no '配合意愿'
    write cooperation
    """#,
    #"""
    channel == mall
               ^^^^ unknown-name
    there is no 'mall'
    write 'mall'
    """#,
    #"""
    channel in [商场, chain, kiosk]
                ^^ unknown-name
    there is no '商场'
    write 'mall'

    channel in [商场, chain, kiosk]
                    ^^^^^ unknown-name
    there is no 'chain'
    write 'chain'

    channel in [商场, chain, kiosk]
                           ^^^^^ unknown-name
    there is no 'kiosk'
    declare it, or put it in quotes if it is text
    """#,
    #"""
    channel == '商场'
               ^^^^ unknown-value
    '商场' is none of the values of 'channel'
    write 'mall'
    """#,
    #"""
    !(channel in ['chain', 'Mall'])
                           ^^^^^^ unknown-value
    'Mall' is none of the values of 'channel'
    write 'mall'
    """#,
    #"""
    channel != ''
               ^^ unknown-value
    '' is none of the values of 'channel'
    write has(channel)
    """#,
  ]

  @Test(arguments: cases)
  func faultsAreExplainedAtTheirPlace(expected: String) {
    let text = String(expected.prefix { $0 != "\n" })
    #expect(Desk.standard.faults(text, expecting: .bool) == expected)
  }
}
