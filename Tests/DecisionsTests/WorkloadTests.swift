import Cadences
import Decisions
import Expressions
import Policies
import SourceText
import Testing

/// What customers ask for in a month, against the time that their representatives have.
struct WorkloadTests {
  /// Policies by which customers are counted, each written as `COUNT*fact=text fact=text`, or as one without a number.
  private struct Desk {
    let policies: PolicySet
    private static let columns = ["id", "rep", "county", "class", "extra", "line"]

    init(_ files: [String: String], asOf: String = "2026-06-10", sourceLocation: SourceLocation = #_sourceLocation)
      throws
    {
      let day = try #require(CalendarDate(asOf))
      let loaded = PolicySet.load(files.keys.sorted(), from: .memory(files), asOf: day)
      #expect(loaded.diagnostics.filter { $0.severity == .error }.map(\.message) == [], sourceLocation: sourceLocation)
      policies = try #require(loaded.value)
    }

    func summary(_ customers: [String]) throws -> RunSummary {
      let bound = try policies.bound(to: Self.columns).get()
      var summary = RunSummary()
      for customer in customers {
        let parts = customer.split(separator: "*")
        let row = Self.row(String(parts.last ?? ""))
        for _ in 0..<(parts.count == 2 ? Int(parts[0]) ?? 0 : 1) {
          switch bound.decide(row) {
          case .success(let decision): summary.add(decision, of: row, by: bound)
          case .failure(let rejection): summary.add(rejection)
          }
        }
      }
      return summary
    }

    func workload(_ customers: [String], _ times: [String: RepresentativeTime]? = nil) throws -> Workload {
      try #require(try Workload(summary(customers).workload, by: policies, times: times))
    }

    private static func row(_ customer: String) -> [FactValue] {
      var values: [String: String] = ["id": "c"]
      for word in customer.split(separator: " ") {
        let parts = word.split(separator: "=", maxSplits: 1)
        values[String(parts[0])] = String(parts[1])
      }
      return columns.map { column in values[column].map { .text($0) } ?? .missing }
    }
  }

  private static let facts = """
    policy: p
    version: "1"
    calendar: {seasons: {peak: {from: 11-15, until: 02-10}}}
    facts:
      id: {type: string, key: true}
      rep: {type: string, missing: unknown}
      county: {type: string, missing: unknown}
      extra: {type: number, missing: {default: 0}}
      line: {type: enum, values: [tea, milk], missing: unknown}
      class: {type: enum, values: [a, b, c, d, e, f, g, h]}

    """

  private static let obligations = """
    cadence:
      obligations:
        - {id: visits, by: class, visits: {a: 1/month, b: 2/month, c: 4/month, d: on_demand, e: 1/quarter, f: 1/week, g: 1/day}, FLOOR}

    """

  private static let time = """
    capacity:
      rep: rep
      day: {visiting: 420, private: 60}
      shifts: [{id: peak, when: in_season('peak'), from: private, to: visiting, minutes: 60}]
      visit: 30
      days: 21

    """

  private static func desk(
    floor: Bool = true, capacity: String = time, asOf: String = "2026-06-10", more: String = ""
  ) throws -> Desk {
    let obligations = obligations.replacing("FLOOR", with: floor ? "floor: true" : "floor: false")
    return try Desk(["p.yaml": facts + obligations + more + capacity], asOf: asOf)
  }

  private static let worked = ["60*rep=R1 class=a", "60*rep=R1 class=b", "30*rep=R1 class=c"]

  // MARK: The worked case

  @Test("294 visits find time where 300 are asked for: six are short, and no customer is visited less often")
  func workedCase() throws {
    let desk = try Self.desk()
    let workload = try desk.workload(Self.worked)
    #expect(workload.month.description == "2026-06")
    #expect(
      workload.representatives.map(\.text) == [
        "R1 150: 300/300 visits, 9000/9000 of 8820 min, 102.0%, 180 min = 6 short, floors-broken"
      ])
    let summary = try desk.summary(Self.worked)
    #expect(Set(summary.cadences.map { "\($0) \($1)" }) == ["1/month 60", "2/month 60", "4/month 30"])
  }

  @Test("without floors among them, the six are over, and the floors can be kept")
  func workedCaseWithoutFloors() throws {
    #expect(
      try Self.desk(floor: false).workload(Self.worked).representatives.map(\.text)
        == ["R1 150: 300/0 visits, 9000/0 of 8820 min, 102.0%, 180 min = 6 short, over"])
  }

  @Test("in the peak, an hour of private time makes 16 visits a day of 14")
  func workedCaseInThePeak() throws {
    let workload = try Self.desk(asOf: "2026-12-10").workload(Self.worked)
    #expect(
      workload.representatives.map(\.text) == [
        "R1 150: 300/300 visits, 9000/9000 of 10080 min, 89.3%, 0 min = 0 short, fits"
      ])
  }

  @Test(
    "a month in which the peak begins has the minutes of its days, whichever of them it is",
    arguments: ["2026-11-02", "2026-11-14", "2026-11-16", "2026-11-30"])
  func beginningPeak(day: String) throws {
    // 10 × 420 + 11 × 480, and 2/21 less for whoever is away for two days.
    let times = ["R1": try #require(Self.days(.usual)), "R2": try #require(Self.days(.off(2)))]
    let workload = try Self.desk(asOf: day).workload([], times)
    #expect(workload.representatives.map { $0.available.description } == ["9480", "60040/7"])
  }

  // MARK: One representative

  private static let byMode = """
    capacity: {rep: rep, day: {visiting: 300}, visit: {general: 20, deeper: 40, deep: 60}, travel: {general: 10, deeper: 10, deep: 15}, days: 20}
    """

  private static let single: [(capacity: String, customers: [String], time: RepresentativeTime?, line: String)] = [
    (time, ["rep=R1 class=d"], nil, "R1 1: 0/0 visits, 0/0 of 8820 min, 0.0%, 0 min = 0 short, fits"),
    (time, ["3*rep=R1 class=e"], nil, "R1 3: 1/1 visits, 30/30 of 8820 min, 0.3%, 0 min = 0 short, fits"),
    (time, ["rep=R1 class=e"], nil, "R1 1: 0.333/0.333 visits, 10/10 of 8820 min, 0.1%, 0 min = 0 short, fits"),
    (time, ["3*rep=R1 class=f"], nil, "R1 3: 13/13 visits, 390/390 of 8820 min, 4.4%, 0 min = 0 short, fits"),
    (
      time, ["rep=R1 class=g"], nil, "R1 1: 30.417/30.417 visits, 912.5/912.5 of 8820 min, 10.3%, 0 min = 0 short, fits"
    ),
    (time, ["rep=R1 class=h"], nil, "R1 1: 0/0 visits, 0/0 of 8820 min, 0.0%, 0 min = 0 short, fits"),
    (
      time, ["rep=R1 class=a", "rep=R1 class=x", "rep=R1"], nil,
      "R1 1: 1/1 visits, 30/30 of 8820 min, 0.3%, 0 min = 0 short, fits"
    ),
    (time, ["294*rep=R1 class=a"], nil, "R1 294: 294/294 visits, 8820/8820 of 8820 min, 100.0%, 0 min = 0 short, fits"),
    (
      time, ["rep=R1 class=a"], days(.worked(0)),
      "R1 1: 1/1 visits, 30/30 of 0 min, no time, 30 min = 1 short, floors-broken"
    ),
    (time, ["rep=R1 class=d"], days(.worked(0)), "R1 1: 0/0 visits, 0/0 of 0 min, no time, 0 min = 0 short, fits"),
    (
      time, ["10*rep=R1 class=c"], days(.off(19)),
      "R1 10: 40/40 visits, 1200/1200 of 840 min, 142.9%, 360 min = 12 short, floors-broken"
    ),
    (
      time, ["10*rep=R1 class=c"], days(.worked(3)),
      "R1 10: 40/40 visits, 1200/1200 of 1260 min, 95.2%, 0 min = 0 short, fits"
    ),
    (
      time, ["10*rep=R1 class=c"], days(.off(30)),
      "R1 10: 40/40 visits, 1200/1200 of 0 min, no time, 1200 min = 40 short, floors-broken"
    ),
    (
      time, ["10*rep=R1 class=c"], days(.usual, 50),
      "R1 10: 40/40 visits, 1200/1200 of 1050 min, 114.3%, 150 min = 5 short, floors-broken"
    ),
    (
      time, ["10*rep=R1 class=c"], days(.worked(Rational(decimal: "2.5") ?? 0), 480),
      "R1 10: 40/40 visits, 1200/1200 of 1200 min, 100.0%, 0 min = 0 short, fits"
    ),
    (
      time.replacing("visiting: 420", with: "visiting: 0"), ["rep=R1 class=a"], nil,
      "R1 1: 1/1 visits, 30/30 of 0 min, no time, 30 min = 1 short, floors-broken"
    ),
    (
      time.replacing("days: 21", with: "owner: area_manager"), ["rep=R1 class=a"], nil,
      "R1 1: 1/1 visits, 30/30 of 9240 min, 0.3%, 0 min = 0 short, fits, area_manager"
    ),
  ]

  private static func days(_ days: RepresentativeTime.Days, _ minutes: Rational? = nil) -> RepresentativeTime? {
    RepresentativeTime(days: days, minutesPerDay: minutes)
  }

  @Test("one representative's customers against the time", arguments: single)
  func one(capacity: String, customers: [String], time: RepresentativeTime?, line: String) throws {
    let workload = try Self.desk(capacity: capacity).workload(customers, time.map { ["R1": $0] })
    #expect(workload.representatives.map(\.text) == [line])
  }

  @Test("a shift that moves time away is missed")
  func courseDay() throws {
    let capacity = Self.time.replacing(
      "from: private, to: visiting, minutes: 60", with: "from: visiting, to: private, minutes: 90"
    )
    .replacing("when: in_season('peak'), ", with: "")
    #expect(
      try Self.desk(capacity: capacity).workload(Self.worked).representatives.map(\.text)
        == ["R1 150: 300/300 visits, 9000/9000 of 6930 min, 129.9%, 2070 min = 69 short, floors-broken"])
  }

  @Test("visits of different modes take different times, and those short are of mean length")
  func modes() throws {
    let modes = "    - {id: modes, by: class, mode: {a: general, b: deeper, c: deep}}\n"
    let desk = try Self.desk(floor: false, capacity: Self.byMode, more: modes)
    // 40 × 30 + 40 × 50 + 40 × 75 + 2 × 30 without a mode
    #expect(
      try desk.workload(["40*rep=R1 class=a", "20*rep=R1 class=b", "10*rep=R1 class=c", "6*rep=R1 class=e"])
        .representatives.map(\.text)
        == ["R1 76: 122/0 visits, 6260/0 of 6000 min, 104.3%, 260 min = 6 short, over"])
  }

  @Test("floors count with what at_least demands, and not with what is asked for besides")
  func floors() throws {
    let more = "  adjust: [{id: extra, add: extra, per: month}]\n  bounds: {at_least: 1/quarter}\n"
    let desk = try Self.desk(more: more)
    #expect(
      try desk.workload(["10*rep=R1 class=b extra=3", "3*rep=R2 class=d", "3*rep=R3 class=a extra=0.5"]).representatives
        .map(\.text)
        == [
          "R1 10: 50/20 visits, 1500/600 of 8820 min, 17.0%, 0 min = 0 short, fits",
          "R2 3: 1/1 visits, 30/30 of 8820 min, 0.3%, 0 min = 0 short, fits",
          "R3 3: 6/3 visits, 180/90 of 8820 min, 2.0%, 0 min = 0 short, fits",
        ])
  }

  @Test("fractions stay exact: three thirds are one visit, and no minute is short")
  func thirds() throws {
    let desk = try Self.desk(floor: false, more: "  adjust: [{id: extra, add: extra, per: month}]\n  round: none\n")
    #expect(
      try desk.workload(
        ["3*rep=R1 class=e extra=0.6666666666666666", "rep=R1 class=a"],
        ["R1": try #require(Self.days(.worked(1), 120))]
      )
      .representatives.map(\.text) == ["R1 4: 4/0 visits, 120/0 of 120 min, 100.0%, 0 min = 0 short, fits"])
  }

  private static let broken = ["0.1234567", "0.7654321", "0.3141592", "0.2718281", "0.5772156"]

  @Test("broken numbers of visits add up, whatever their denominators, in any order")
  func brokenVisits() throws {
    let desk = try Self.desk(floor: false, more: "  adjust: [{id: extra, add: extra, per: month}]\n  round: none\n")
    let customers = Self.broken.map { "rep=R1 class=a extra=\($0)" }
    let workload = try desk.workload(customers)
    #expect(
      workload.representatives.map(\.text)
        == ["R1 5: 7.052/0 visits, 211.563/0 of 8820 min, 2.4%, 0 min = 0 short, fits"])
    #expect(try desk.workload(customers.reversed()) == workload)
  }

  @Test("even numbers beyond all use are told, as the greatest that there are")
  func madVisits() throws {
    let desk = try Self.desk(floor: false, more: "  adjust: [{id: extra, add: extra, per: month}]\n")
    let workload = try desk.workload(["2000*rep=R1 class=a extra=999999999999", "rep=R1 class=a"])
    #expect(
      workload.total.text
        == " 2001: 2000000000000001/0 visits, 60000000000000030/0 of 8820 min, 680272108843537.8%, 59999999999991210 min = 1999999999999707 short, over"
    )
  }

  // MARK: Several

  @Test("whoever has no representative has nobody's time, and names are sorted by their code points")
  func nobody() throws {
    let workload = try Self.desk().workload([
      "rep=张 class=a", "class=b", "rep=R2 class=a", "rep=上 class=a", "rep=R10 class=a",
    ])
    #expect(workload.representatives.map(\.name) == ["", "R10", "R2", "上", "张"])
    #expect(
      workload.representatives[0].text == " 1: 2/2 visits, 60/60 of 0 min, no time, 60 min = 2 short, floors-broken")
    #expect(workload.total.text == " 5: 6/6 visits, 180/180 of 35280 min, 0.5%, 0 min = 0 short, fits")
  }

  @Test("areas share their representatives' time as they ask for it, to the minute")
  func areas() throws {
    let capacity = Self.time.replacing("rep: rep", with: "rep: rep\n  areas: [county, line]")
      .replacing("420", with: "100").replacing("days: 21", with: "days: 1")
    let workload = try Self.desk(capacity: capacity).workload([
      "rep=R1 county=K1 class=a line=tea", "rep=R1 county=K2 class=a line=tea", "rep=R1 class=a line=tea",
      "rep=R2 county=K2 class=c line=milk", "rep=R3 county=K3 class=d",
    ])
    #expect(workload.areas.map(\.fact) == ["county", "line"])
    #expect(
      workload.areas[0].lines.map(\.text) == [
        " 1: 1/1 visits, 30/30 of 34 min, 88.2%, 0 min = 0 short, fits",
        "K1 1: 1/1 visits, 30/30 of 33 min, 90.9%, 0 min = 0 short, fits",
        "K2 2: 5/5 visits, 150/150 of 133 min, 112.8%, 17 min = 1 short, floors-broken",
        "K3 1: 0/0 visits, 0/0 of 100 min, 0.0%, 0 min = 0 short, fits",
      ])
    #expect(
      workload.areas[1].lines.map(\.text) == [
        " 1: 0/0 visits, 0/0 of 100 min, 0.0%, 0 min = 0 short, fits",
        "milk 1: 4/4 visits, 120/120 of 100 min, 120.0%, 20 min = 1 short, floors-broken",
        "tea 3: 3/3 visits, 90/90 of 100 min, 90.0%, 0 min = 0 short, fits",
      ])
    #expect(workload.total.text == " 5: 7/7 visits, 210/210 of 300 min, 70.0%, 0 min = 0 short, fits")
  }

  @Test("days of their own: who is not listed and who has no customers is known")
  func ownDays() throws {
    let times = ["R1": try #require(Self.days(.off(1))), "R9": try #require(Self.days(.usual))]
    let workload = try Self.desk().workload(["rep=R1 class=a", "rep=R2 class=a", "class=a"], times)
    #expect(workload.representatives.map(\.available) == [0, 8400, 8820, 8820])
    #expect(workload.unlisted == ["R2"])
    #expect(workload.idle == ["R9"])
    #expect(try Self.desk().workload(["rep=R1 class=a"]).unlisted == [])
  }

  @Test("no customers at all: nothing is asked for")
  func empty() throws {
    let workload = try Self.desk().workload([])
    #expect(workload.representatives == [])
    #expect(workload.total.text == " 0: 0/0 visits, 0/0 of 0 min, no time, 0 min = 0 short, fits")
  }

  // MARK: Policy sets

  private static func set(_ overlay: String) throws -> Desk {
    try Desk([
      "p.yaml": facts + obligations.replacing("FLOOR", with: "floor: true") + time,
      "q.yaml": "policy: q\nversion: \"1\"\nextends: p.yaml\ngoverns: {line: [tea]}\n" + overlay,
    ])
  }

  @Test("customers of several policies add up, each with the minutes that its own policy says")
  func minutesOfPolicies() throws {
    let workload = try Self.set("capacity: {visit: 60}\n").workload(["10*rep=R1 class=a", "10*rep=R1 class=a line=tea"])
    #expect(
      workload.representatives.map(\.text) == ["R1 20: 20/20 visits, 900/900 of 8820 min, 10.2%, 0 min = 0 short, fits"]
    )
    #expect(workload.disagreements == [])
  }

  @Test("where policies give one representative different times, the least counts and they are told")
  func disagreement() throws {
    let desk = try Self.set("capacity: {day: {visiting: 100}}\n")
    let customers = ["rep=R1 class=a", "rep=R1 class=a line=tea", "rep=R2 class=a", "rep=R3 class=a line=tea"]
    let workload = try desk.workload(customers)
    #expect(workload.representatives.map(\.available) == [2100, 8820, 2100])
    #expect(
      workload.disagreements.map { "\($0.representative): \($0.minutes.map { "\($0.policy) \($0.minutes)" })" }
        == [#"R1: ["q@1 2100", "p@1 8820"]"#])
    let own = ["R1": try #require(Self.days(.worked(10), 60))]
    #expect(try desk.workload(customers, own).disagreements == [])
  }

  @Test("a set without any capacity has no workload")
  func none() throws {
    let desk = try Self.desk(capacity: "")
    #expect(try Workload(desk.summary(["rep=R1 class=a"]).workload, by: desk.policies) == nil)
  }

  @Test("parts counted apart and merged in any order are the same")
  func merging() throws {
    let desk = try Self.desk()
    let parts = try Self.worked.map { try desk.summary([$0]).workload }
    var forth = WorkloadCounts()
    var back = WorkloadCounts()
    for part in parts { forth.merge(part) }
    for part in parts.reversed() { back.merge(part) }
    #expect(forth == back)
    let whole = try desk.workload(Self.worked)
    #expect(Workload(forth, by: desk.policies) == whole)
  }
}

extension WorkloadLine {
  /// `R1 150: 300/0 visits, 9000/0 of 8820 min, 102.0%, 180 min = 6 short, over`, with the owner where there is one.
  var text: String {
    let load = loadTenths.map { "\($0 / 10).\($0 % 10)%" } ?? "no time"
    let visits = [visits, floorVisits].map { $0.decimalText(places: 3) }.joined(separator: "/")
    let minutes = [minutes, floorMinutes].map { $0.decimalText(places: 3) }.joined(separator: "/")
    let short = "\(minutesShort.decimalText(places: 3)) min = \(visitsShort) short"
    return
      "\(name) \(customers): \(visits) visits, \(minutes) of \(available.decimalText(places: 3)) min, \(load), \(short), \(state.rawValue)"
      + (owner.map { ", \($0)" } ?? "")
  }
}
