import Testing

/// On the two islands it is never the same day: their clocks are 25 hours apart.
@Suite("Today, where no day is given")
struct TodayTests {
  private static let line = "TZ='<+14>-14' $RULES"

  private static func policy(_ name: String, _ calendar: String) -> String {
    """
    policy: \(name)
    version: "1"
    governs: {area: [\(name)]}
    facts: {id: {type: string, key: true}, area: {type: string}}
    \(calendar)
    outputs: {day: {value: as_of}}

    """
  }

  private static let east = policy("east", "calendar: {time_zone: Pacific/Kiritimati}")
  private static let west = policy("west", "calendar: {time_zone: Pacific/Pago_Pago}")
  private static let here = policy("here", "")

  private static func space(_ policies: [String]) throws -> Workspace {
    let files = policies.enumerated().map { ("set/\($0).yaml", $1) } + [("in.csv", "id,area\nc,west\nc,east\nc,here\n")]
    return try Workspace(Dictionary(uniqueKeysWithValues: files))
  }

  private static func today(_ space: Workspace, in zone: String) throws -> String {
    String(try space.shell("TZ='\(zone)' date +%F").output.dropLast())
  }

  @Test(
    "is today where the policies are at home, else where the command runs",
    arguments: [("west", "<-11>11"), ("east", "<+14>-14"), ("here", "<+14>-14")])
  func home(policy: String, zone: String) throws {
    let text = ["west": Self.west, "east": Self.east, "here": Self.here][policy] ?? ""
    let space = try Self.space([text])
    let day = try Self.today(space, in: zone)
    let run = try space.shell("\(Self.line) evaluate set in.csv --columns id,area,day --allow-rejects")
    #expect(run.output == "id,area,day\nc,\(policy),\(day)\n", "\(run.errors)")
    #expect(run.errors.hasPrefix("rules: as of \(day), today; --as-of takes another day\n"))
  }

  @Test("is no day at all where policies are at home on different days")
  func apart() throws {
    let space = try Self.space([Self.west, Self.east])
    let days = try ["<+14>-14", "<-11>11"].map { try Self.today(space, in: $0) }
    for command in ["evaluate set in.csv", "explain set in.csv --id c", "check set"] {
      let run = try space.shell("\(Self.line) \(command)")
      #expect(run.status == 2)
      #expect(
        run.errors == """
          rules: the policies' time zones are not on the same day now: \(days[0]) in Pacific/Kiritimati, \(days[1]) in Pacific/Pago_Pago; use --as-of

          """)
    }
    #expect(try space.shell("\(Self.line) evaluate set in.csv --as-of 2026-03-01 --allow-rejects").status == 0)
  }

  @Test("a zone that does not exist is a fault of the policy")
  func unknown() throws {
    let space = try Workspace([
      "p.yaml":
        "policy: p\nversion: \"1\"\nfacts: {id: {type: string, key: true}}\ncalendar: {time_zone: Asia/Shangai}\n"
    ])
    let run = try space.shell("$RULES check p.yaml")
    #expect(run.status == 1)
    #expect(
      run.errors.contains("p.yaml:4:23: error: time_zone: no time zone is called 'Asia/Shangai' [unknown-time-zone]"),
      "\(run.errors)")
    #expect(run.errors.contains("did you mean 'Asia/Shanghai'?"))
  }
}
