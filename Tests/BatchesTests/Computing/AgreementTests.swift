import Expressions
import SourceText
import Testing

@testable import Batches

/// Facts of every type with all that is strange about them; rows combine them by prime numbers of values.
func strangeColumns(rowCount: Int, _ dialect: Dialect = .business) -> Columns {
  var columns = Columns(dialect, rowCount: rowCount)
  let failure = Outcome.error(EvaluationError(.divisionByZero))
  func ints(_ values: [Int64]) -> [Outcome] { values.map { .value(.int($0)) } }
  func doubles(_ values: [Double]) -> [Outcome] { values.map { .value(.double($0)) } }
  func texts(_ values: [String]) -> [Outcome] { values.map { .value(.string($0)) } }
  func days(_ values: [Int32]) -> [Outcome] { values.map { .value(.timestamp(CalendarDate(days: $0).startOfDay)) } }
  columns.declare("cooperation", .double, doubles([75, 40, 39.999, 0, -0.0, 1e300, -1e-300]))
  columns.declare("potential", .double, [.unknown] + doubles([60, 2.5, -2.5, 1e18, -7]) + [.unknown, failure] + doubles([0.5, -0.5, 9007199254740994]))
  columns.declare("overdue", .int, ints([0, 7, 30, -30, 1, 2, 3, 4, 5, 6, 8, 9, 10]))
  columns.declare("visits", .int, [.unknown] + ints([0, 1, 3, -4, 1 << 20, -(1 << 26)]) + [failure] + ints([12, 100]))
  columns.declare("huge", .int, ints([1 << 53, -(1 << 53), (1 << 53) - 1, 0, 1 << 40]))
  let channel = Enumeration(name: "channel", values: ["mall", "supermarket", "chain"])
  columns.declare("channel", .enumeration(channel), texts(["mall", "supermarket", "chain"]))
  columns.declare("outlet", .enumeration(channel), [.unknown] + texts(["mall", "chain"]) + [.unknown, failure])
  columns.declare("name", .string, texts(["张记超市", "a", "", "e\u{301}", "\u{E9}", "mall", "李记"]))
  columns.declare("nickname", .string, [.unknown] + texts(["a", "mall", "12", "2026-01-31", "张"]) + [failure, .unknown])
  columns.declare("promo", .bool, [.value(.bool(true)), .value(.bool(false))])
  columns.declare("open", .bool, [.unknown, .value(.bool(true)), .value(.bool(false)), failure, .value(.bool(true))])
  columns.declare("opened_on", .timestamp, days([20_454, 20_484, -719_162, 2_932_896, 0, -1, 59, 11_016]))
  columns.declare("closed_on", .timestamp, [.unknown] + days([20_484, 20_485, -719_162, 2_932_896]) + [failure, .unknown])
  columns.declare(
    "seen_at", .timestamp,
    [.unknown, failure] + [0, 1, -1, 1_769_817_600, 1_769_817_601].compactMap { Timestamp(seconds: $0).map { .value(.timestamp($0)) } })
  columns.declare("tags", .list(.string), [.value(.list([.string("new"), .string("mall")])), .unknown, .value(.list([])), failure])
  columns.declare("nothing", .int, [.unknown])
  columns.declare("fixed", .string, [.value(.string("mall"))])
  columns.declare("nowhere", .string, [.unknown])
  return columns
}

let logic = [
  "promo && open", "promo || open", "!open", "!(promo && open) || !open", "open && potential > 1.0", "has(open)", "has(potential)",
  "has(nickname) && has(closed_on) && has(tags) && has(seen_at)", "promo ? open : !open", "open ? promo : open",
  "open == promo", "open != promo", "open == true", "false != open", "promo < open", "nothing > 3 || promo", "nothing > 3 && open",
  "has(nothing)", "has(overdue) || open", "open && open", "(open || promo) && (promo || open)", "dyn(open) && promo", "dyn(3) == 3",
]

let comparisons = [
  "cooperation < 40", "40 <= cooperation", "cooperation == 0", "cooperation != 0.0", "potential >= cooperation",
  "overdue < 30.5", "overdue == 7", "overdue != 7", "overdue > potential", "visits <= overdue", "huge == 9007199254740992",
  "huge < 9007199254740993", "huge > -9007199254740993", "potential < 9007199254740993", "potential == 9223372036854775807",
  "huge < 1e300", "huge > -1e300", "visits == 3u", "visits < 18446744073709551615u", "visits < double('NaN')",
  "visits != double('NaN')", "potential < double('Infinity')", "visits in [1, 3, 100]", "potential in [1, 2.5, -7.0]",
  "overdue in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9.0, 10u]", "visits in params.months", "visits in [overdue, 3]",
  "potential in [double('NaN'), 0.5]", "opened_on < as_of", "as_of >= closed_on", "opened_on == closed_on",
  "closed_on != as_of", "opened_on < timestamp('2026-01-31T12:00:00Z')", "opened_on == timestamp('2026-01-31T12:00:00Z')",
  "opened_on in [as_of, date('1970-01-01')]", "closed_on in [timestamp('2026-01-31T12:00:00Z'), as_of]",
  "seen_at < as_of", "seen_at == opened_on", "dyn(overdue) == 'a'", "dyn(name) == overdue",
  "dyn(overdue) == dyn(potential)", "dyn(promo) == 1", "visits == nothing", "dyn(opened_on) == 3",
]

let arithmetic = [
  "cooperation + potential", "cooperation - potential * 2.0", "cooperation / potential", "potential / cooperation > 1.0",
  "overdue + visits", "overdue - visits * 3", "visits / overdue", "overdue != 0 && visits / overdue > 2.0", "visits % overdue",
  "overdue % 7", "-7 % overdue", "huge + overdue", "huge * 2", "huge - 1", "-huge", "-overdue", "-cooperation", "-potential",
  "1.0 / double(-overdue + overdue + 1)", "abs(overdue)", "abs(cooperation)", "abs(potential)", "floor(potential)", "ceil(potential)",
  "round(potential)", "floor(overdue)", "round(cooperation)", "int(potential)", "double(visits)", "int(visits)", "double(huge) * 3",
  "min(visits, overdue)", "max(potential, cooperation, visits)", "min(cooperation, 0.0)", "min(0.0, cooperation)", "max(-0.0, cooperation)",
  "min(nothing, visits)", "nothing + 1", "nothing / visits", "potential / 0.5", "visits / nothing", "cooperation * 1e300",
  "cooperation * cooperation", "potential + 1 == 3.5", "overdue * 0", "-overdue * 0 == 0", "uint(abs(overdue)) + 1u",
  "promo ? overdue : visits", "open ? potential : cooperation", "open ? 1 : 2", "promo ? nothing : visits", "open ? 1.5 : cooperation",
  "dyn(overdue) + 1", "dyn(overdue) + potential", "(visits + overdue) * (visits + overdue)",
  "type(overdue) == int", "string(overdue)", "int(string(overdue)) + 1", "visits > 0 ? overdue / visits : 0.0",
]

let dates = [
  "year(opened_on)", "month(opened_on)", "day(closed_on)", "weekday(opened_on)", "opened_on.getFullYear()", "opened_on.getMonth()",
  "opened_on.getDayOfYear()", "opened_on.getDayOfMonth()", "opened_on.getDate()", "closed_on.getDayOfWeek()", "opened_on.getHours()",
  "opened_on.getHours('Asia/Shanghai')", "days_between(opened_on, closed_on)", "days_between(closed_on, as_of) > 30",
  "days_between(seen_at, opened_on)", "opened_on + duration('30d')", "closed_on - duration('1d') < as_of", "duration('2w') + opened_on",
  "opened_on + duration('1h')", "closed_on - opened_on > duration('30d')", "as_of - opened_on <= duration('36h')",
  "duration('0s') == closed_on - opened_on", "duration('-1h') < opened_on - as_of", "as_of - closed_on", "int(opened_on)",
  "open ? opened_on : closed_on", "open ? opened_on : as_of", "promo ? closed_on : seen_at", "weekday(open ? opened_on : as_of)",
  "month(opened_on) in params.months", "string(opened_on)", "timestamp(opened_on) == opened_on", "seen_at.getMinutes()",
  "opened_on + duration('100000d') > as_of", "seen_at - duration('1s')",
]

let texts = [
  "channel == 'mall'", "channel in ['mall', 'chain']", "outlet != 'mall'", "channel == outlet", "outlet != channel", "name == '\u{E9}'",
  "name.startsWith('张')", "name.endsWith('市')", "name.contains('记')", "name.matches('^[a-z]+$')", "size(name) > 1", "size(nickname)",
  "name + '店'", "(name + '店').endsWith('超市店')", "name + nickname", "name == nickname", "name < nickname", "name < 'b'",
  "nickname in ['a', '张', 'mall']", "nickname.startsWith(name)", "int(nickname)", "double(nickname) + 1.0", "date(nickname)",
  "date(nickname) < as_of", "timestamp(nickname)", "int(nickname) > overdue", "has(nickname) ? nickname : name", "promo ? name : 'none'",
  "open ? 'x' : 'y'", "(open ? 'x' : 'y') == 'x'", "(open ? name : nickname) in ['a', 'mall']", "promo ? (open ? 'a' : 'b') : 'c'",
  "promo ? (open ? 'a' : name) : nickname", "[name, nickname].exists(t, t == 'mall')", "['mall', 'a'].exists(t, t == nickname)",
  "['mall', 'a'].exists(t, t == nickname) || ['chain'].all(t, t == channel)", "tags.exists(t, t == name)", "name in tags", "size(tags)",
  "tags.filter(t, t != name)", "tags.map(t, t + name)", "{'mall': 1, 'chain': 2}[channel]", "{'mall': 1}[channel] > overdue",
  "has(nickname) || nickname == 'a'", "!has(nickname)", "name == fixed", "fixed == 'mall' && promo", "nowhere == 'a'", "nowhere == name",
  "has(nowhere)", "promo ? nowhere : name", "nickname == 'a' ? 1 : 2", "nickname == 'a' ? overdue : visits", "name == 'mall' || 1 / overdue > 0.0",
  "nickname.matches(name)", "nickname == 'a' && nickname != name", "string(visits) == nickname", "[overdue, visits]", "[overdue, visits][0]",
  "bool(nickname)", "nickname.size() == name.size()", "[1, 2, 3].exists(x, x == visits) && [4].all(y, y != overdue)",
]

struct AgreementTests {
  @Test("on each operator and function, for batches of every size", arguments: [1, 63, 64, 65])
  func sizes(rowCount: Int) {
    for group in [logic, comparisons, arithmetic, dates, texts] {
      #expect(Agreement(group, over: strangeColumns(rowCount: rowCount)).differences == [])
    }
  }

  @Test("where facts that are the same for every row are folded", arguments: [1, 65])
  func folding(rowCount: Int) {
    for group in [logic, comparisons, arithmetic, dates, texts] {
      #expect(Agreement(group, over: strangeColumns(rowCount: rowCount), folding: true).differences == [])
    }
  }

  @Test("on expressions made at random", arguments: 0..<20)
  func random(seed: Int) {
    var generator = ExpressionGenerator(seed: UInt64(seed))
    let columns = strangeColumns(rowCount: 65)
    let texts = (0..<200).map { generator.expression(depth: 1 + $0 % 5) }.filter { columns.compile($0).value != nil }
    let agreement = Agreement(texts, over: columns)
    print(texts.count, agreement.rows, agreement.deferred)
    #expect(agreement.differences == [])
  }

  @Test("x") func x() {
    for text in logic + comparisons + arithmetic + dates + texts {
      let a = Agreement([text], over: strangeColumns(rowCount: 65))
      if a.deferred != 0 { print(text, a.deferred) }
    }
  }
}
