import Foundation
import Testing

/// The policies under `rules/` and the customers under `examples/`, as they are shipped.
@Suite("the shipped policies")
struct ShippedPoliciesTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let rules = package.appendingPathComponent("rules").path
  private static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Golden")

  /// A file's first lines.
  private static func head(_ path: String, lines: Int) throws -> String {
    let text = try String(contentsOf: package.appendingPathComponent(path), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).prefix(lines).joined(separator: "\n") + "\n"
  }

  /// Compares with a recorded file; `RECORD_GOLDEN=1` in the environment records it anew.
  private func expectGolden(_ text: String, _ name: String) throws {
    let url = Self.golden.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: url, encoding: .utf8) == text)
  }

  @Test("have no fault and no warning")
  func check() throws {
    let run = try Workspace().rules("check", Self.rules)
    #expect(run.status == 0)
    #expect(run.errors.contains("no faults"))
    #expect(!run.errors.contains("warning"))
  }

  @Test("decide the shipped customers as recorded", arguments: ["2025-12-15", "2026-09-15", "2026-11-01"])
  func examples(asOf: String) throws {
    let space = try Workspace(["in.csv": try Self.head("examples/customers.csv", lines: 81)])
    let run = try space.rules("evaluate", Self.rules, "in.csv", "--as-of", asOf)
    #expect(run.status == 0)
    try expectGolden(run.output, "customers-\(asOf).csv")
  }

  @Test("decide all shipped customers but the broken ones, the same from both forms")
  func all() throws {
    let space = try Workspace()
    let csv = Self.package.appendingPathComponent("examples/customers.csv").path
    // All but what depends on who else is in the file.
    let columns =
      "customer_id,value,activity,retailer_class,area_class,visits,per,mode,flags,next_due,reasons,policy"
    let run = try space.rules(
      "evaluate", Self.rules, csv, "--as-of", "2026-11-01", "--columns", columns, "-o", "out.csv", "--rejects", "no.csv"
    )
    #expect(run.status == 3)
    #expect(space.text(of: "out.csv")?.split(separator: "\n").count == 1_992)
    #expect(space.text(of: "no.csv")?.split(separator: "\n").count == 10)
    let lines = Self.package.appendingPathComponent("examples/customers.jsonl").path
    let other = try space.rules(
      "evaluate", Self.rules, lines, "--as-of", "2026-11-01", "--columns", columns, "-o", "lines.csv")
    #expect(other.status == 0)
    let decided = Set(space.text(of: "out.csv")?.split(separator: "\n") ?? [])
    #expect(space.text(of: "lines.csv")?.split(separator: "\n").filter { !decided.contains($0) } == [])
  }

  private static let header = "客户编号,业务线,省份,业态,近12月销售额,配合度,销售潜力,未结投诉,竞品促销,客户经理调整"

  /// Customers of the tobacco policy; September is a peak month, November is not.
  private static let worked: [(String, String, String)] = [
    ("2026-11-01", "hotel,100,90,90,0,否,0", "good,1,month,general"),
    ("2026-11-01", "hotel,100,90,20,0,否,0", "general,2,month,deeper"),
    ("2026-11-01", "hotel,100,10,90,0,否,0", "problem,4,month,deep"),
    ("2026-11-01", "hotel,100,10,,0,否,0", "problem,4,month,deep"),
    ("2026-11-01", "hotel,100,,90,0,否,0", "general,2,month,deeper"),
    ("2026-09-15", "hotel,100,60,60,1,是,-2", "general,3,month,deeper"),
    ("2026-11-01", "hotel,100,60,60,0,否,-1", "general,2,month,deeper"),
    ("2026-09-15", "hotel,100,10,60,1,是,1", "problem,8,month,deep"),
    ("2026-11-01", "hotel,100,60,60,1,是,-2", "general,2,month,deeper"),
    ("2026-09-15", "hotel,100,90,90,0,否,-2", "good,1,month,general"),
    ("2026-09-15", "hotel,100,90,90,0,否,0", "good,2,month,general"),
    ("2026-09-15", "hotel,100,10,60,0,否,-4", "problem,4,month,deep"),
  ]

  @Test("decide a tobacco retailer as source 004 and the adjustments say", arguments: worked)
  func tobacco(asOf: String, customer: String, expected: String) throws {
    let space = try Workspace(["in.csv": Self.header + "\nC1,tobacco,江西," + customer + "\n"])
    let run = try space.rules("evaluate", Self.rules, "in.csv", "--as-of", asOf)
    let rows = run.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let columns = ["retailer_class", "visits", "per", "mode"].compactMap { rows.first?.firstIndex(of: Substring($0)) }
    #expect(columns.map { rows[1][$0] }.joined(separator: ",") == expected)
  }

  private static let shops: [(String, String, String)] = [
    ("traditional", "江西,hotel,800000,80,80,0,否,0", "A,1,week"), ("beverage", "江西,hotel,800000,80,80,0,否,0", "A,1,week"),
    ("traditional", "江西,hotel,200000,80,50,0,否,0", "B,1,month"),
    ("traditional", "江西,hotel,900,80,50,0,否,0", "C,1,quarter"),
    ("beverage", "江西,hotel,900,80,50,0,否,0", "C,0,on_demand"),
  ]

  @Test("decide a shop of the traditional channel as source 000 says", arguments: shops)
  func traditional(business: String, customer: String, expected: String) throws {
    let header = Self.header + ",近12月订单数,最近订货日期\n"
    let orders = expected.hasPrefix("A") ? "60" : expected.hasPrefix("B") ? "24" : "2"
    let space = try Workspace(["in.csv": header + "C1,\(business)," + customer + ",\(orders),2026-10-20\n"])
    let run = try space.rules("evaluate", Self.rules, "in.csv", "--as-of", "2026-11-01")
    let rows = run.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let columns = ["value", "visits", "per"].compactMap { rows.first?.firstIndex(of: Substring($0)) }
    #expect(columns.map { rows.last?[$0] ?? "" }.joined(separator: ",") == expected, "\(run.errors)")
  }
}
