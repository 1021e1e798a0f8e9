/// Expressions over the names of ``FactTable/strange(rowCount:_:)``, by what they are about.
enum ExpressionCases {
  /// Conditions of conditions.
  static let logic = [
    "promo && open", "promo || open", "!open", "!(promo && open) || !open", "open && potential > 1.0", "has(open)",
    "has(potential)",
    "has(nickname) && has(closed_on) && has(tags) && has(seen_at)", "promo ? open : !open", "open ? promo : open",
    "open == promo", "open != promo", "open == true", "false != open", "promo < open", "nothing > 3 || promo",
    "nothing > 3 && open",
    "has(nothing)", "has(overdue) || open", "open && open", "(open || promo) && (promo || open)", "dyn(open) && promo",
    "dyn(3) == 3",
  ]

  /// Numbers and dates against others and against limits.
  static let comparisons = [
    "cooperation < 40", "40 <= cooperation", "cooperation == 0", "cooperation != 0.0", "potential >= cooperation",
    "overdue < 30.5", "overdue == 7", "overdue != 7", "overdue > potential", "visits <= overdue",
    "huge == 9007199254740992",
    "huge < 9007199254740993", "huge > -9007199254740993", "potential < 9007199254740993",
    "potential == 9223372036854775807",
    "huge < 1e300", "huge > -1e300", "visits == 3u", "visits < 18446744073709551615u", "visits < double('NaN')",
    "visits != double('NaN')", "potential < double('Infinity')", "visits in [1, 3, 100]", "potential in [1, 2.5, -7.0]",
    "overdue in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9.0, 10u]", "visits in params.months", "visits in [overdue, 3]",
    "potential in [double('NaN'), 0.5]", "opened_on < as_of", "as_of >= closed_on", "opened_on == closed_on",
    "closed_on != as_of", "opened_on < timestamp('2026-01-31T12:00:00Z')",
    "opened_on == timestamp('2026-01-31T12:00:00Z')",
    "opened_on in [as_of, date('1970-01-01')]", "closed_on in [timestamp('2026-01-31T12:00:00Z'), as_of]",
    "seen_at < as_of", "seen_at == opened_on", "dyn(overdue) == 'a'", "dyn(name) == overdue",
    "dyn(overdue) == dyn(potential)", "dyn(promo) == 1", "visits == nothing", "dyn(opened_on) == 3",
  ]

  /// Numbers from numbers.
  static let arithmetic = [
    "cooperation + potential", "cooperation - potential * 2.0", "cooperation / potential",
    "potential / cooperation > 1.0",
    "overdue + visits", "overdue - visits * 3", "visits / overdue", "overdue != 0 && visits / overdue > 2.0",
    "visits % overdue",
    "overdue % 7", "-7 % overdue", "huge + overdue", "huge * 2", "huge - 1", "-huge", "-overdue", "-cooperation",
    "-potential",
    "1.0 / double(-overdue + overdue + 1)", "abs(overdue)", "abs(cooperation)", "abs(potential)", "floor(potential)",
    "ceil(potential)",
    "round(potential)", "floor(overdue)", "round(cooperation)", "int(potential)", "double(visits)", "int(visits)",
    "double(huge) * 3",
    "min(visits, overdue)", "max(potential, cooperation, visits)", "min(cooperation, 0.0)", "min(0.0, cooperation)",
    "max(-0.0, cooperation)",
    "min(nothing, visits)", "nothing + 1", "nothing / visits", "potential / 0.5", "visits / nothing",
    "cooperation * 1e300",
    "cooperation * cooperation", "potential + 1 == 3.5", "overdue * 0", "-overdue * 0 == 0", "uint(abs(overdue)) + 1u",
    "promo ? overdue : visits", "open ? potential : cooperation", "open ? 1 : 2", "promo ? nothing : visits",
    "open ? 1.5 : cooperation",
    "dyn(overdue) + 1", "dyn(overdue) + potential", "(visits + overdue) * (visits + overdue)",
    "type(overdue) == int", "string(overdue)", "int(string(overdue)) + 1", "visits > 0 ? overdue / visits : 0.0",
  ]

  /// Dates and times.
  static let dates = [
    "year(opened_on)", "month(opened_on)", "day(closed_on)", "weekday(opened_on)", "opened_on.getFullYear()",
    "opened_on.getMonth()",
    "opened_on.getDayOfYear()", "opened_on.getDayOfMonth()", "opened_on.getDate()", "closed_on.getDayOfWeek()",
    "opened_on.getHours()",
    "opened_on.getHours('Asia/Shanghai')", "days_between(opened_on, closed_on)", "days_between(closed_on, as_of) > 30",
    "days_between(seen_at, opened_on)", "opened_on + duration('30d')", "closed_on - duration('1d') < as_of",
    "duration('2w') + opened_on",
    "opened_on + duration('1h')", "closed_on - opened_on > duration('30d')", "as_of - opened_on <= duration('36h')",
    "duration('0s') == closed_on - opened_on", "duration('-1h') < opened_on - as_of", "as_of - closed_on",
    "int(opened_on)",
    "open ? opened_on : closed_on", "open ? opened_on : as_of", "promo ? closed_on : seen_at",
    "weekday(open ? opened_on : as_of)",
    "month(opened_on) in params.months", "string(opened_on)", "timestamp(opened_on) == opened_on",
    "seen_at.getMinutes()",
    "opened_on + duration('100000d') > as_of", "seen_at - duration('1s')",
  ]

  /// What the calendar says of dates.
  static let calendar = [
    "in_season('peak', opened_on)", "in_season('peak', closed_on) && open", "in_season('peak') && promo",
    "in_season('peak', seen_at)", "is_working_day(opened_on)", "is_working_day(closed_on)", "!is_working_day(seen_at)",
    "is_working_day(promo ? opened_on : closed_on)", "working_days_between(opened_on, closed_on)",
    "working_days_between(as_of, closed_on) > 3", "working_days_between(seen_at, opened_on)",
    "add_working_days(opened_on, 3)", "add_working_days(closed_on, -3) < as_of", "add_working_days(opened_on, visits)",
    "add_working_days(as_of, overdue)", "add_working_days(seen_at, 1) == opened_on", "add_working_days(as_of, huge)",
    "fiscal_month(opened_on)", "fiscal_month(closed_on) in params.months", "fiscal_year(closed_on) + overdue",
    "fiscal_year(seen_at)", "weekday(add_working_days(closed_on, 1))", "is_working_day(date(nickname))",
    "nothing > 3 || is_working_day(closed_on)", "open ? fiscal_month(opened_on) : fiscal_month(closed_on)",
  ]

  /// Texts, lists and macros.
  static let texts = [
    "channel == 'mall'", "channel in ['mall', 'chain']", "outlet != 'mall'", "channel == outlet", "outlet != channel",
    "name == '\u{E9}'",
    "name.startsWith('张')", "name.endsWith('市')", "name.contains('记')", "name.matches('^[a-z]+$')", "size(name) > 1",
    "size(nickname)",
    "name + '店'", "(name + '店').endsWith('超市店')", "name + nickname", "name == nickname", "name < nickname",
    "name < 'b'",
    "nickname in ['a', '张', 'mall']", "nickname.startsWith(name)", "int(nickname)", "double(nickname) + 1.0",
    "date(nickname)",
    "date(nickname) < as_of", "timestamp(nickname)", "int(nickname) > overdue", "has(nickname) ? nickname : name",
    "promo ? name : 'none'",
    "open ? 'x' : 'y'", "(open ? 'x' : 'y') == 'x'", "(open ? name : nickname) in ['a', 'mall']",
    "promo ? (open ? 'a' : 'b') : 'c'",
    "promo ? (open ? 'a' : name) : nickname", "[name, nickname].exists(t, t == 'mall')",
    "['mall', 'a'].exists(t, t == nickname)",
    "['mall', 'a'].exists(t, t == nickname) || ['chain'].all(t, t == channel)", "tags.exists(t, t == name)",
    "name in tags", "size(tags)",
    "tags.filter(t, t != name)", "tags.map(t, t + name)", "{'mall': 1, 'chain': 2}[channel]",
    "{'mall': 1}[channel] > overdue",
    "has(nickname) || nickname == 'a'", "!has(nickname)", "name == fixed", "fixed == 'mall' && promo", "nowhere == 'a'",
    "nowhere == name",
    "has(nowhere)", "promo ? nowhere : name", "nickname == 'a' ? 1 : 2", "nickname == 'a' ? overdue : visits",
    "name == 'mall' || 1 / overdue > 0.0",
    "nickname.matches(name)", "nickname == 'a' && nickname != name", "string(visits) == nickname", "[overdue, visits]",
    "[overdue, visits][0]",
    "bool(nickname)", "nickname.size() == name.size()", "[1, 2, 3].exists(x, x == visits) && [4].all(y, y != overdue)",
  ]

  /// All of them.
  static let all = logic + comparisons + arithmetic + dates + calendar + texts
}
