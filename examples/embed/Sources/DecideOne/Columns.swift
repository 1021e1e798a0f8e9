import VisitRules

/// Decides customers that a program holds column by column: columns in, columns out.
enum Columns {
  /// In the order of `customers`.
  static let header = [
    "customer_id", "business", "province", "channel", "cooperation", "potential", "sales_12m", "open_complaints",
  ]

  /// Three customers. Texts that recur are codes; of the third it is not known how well it cooperates.
  static let customers: [FactColumn] = [
    .texts(["C1", "C2", "C3"]),
    .codes([0, 0, 0], of: FactTexts(["tobacco"])),
    .codes([0, 0, 0], of: FactTexts(["福建"])),
    .codes([0, 1, 0], of: FactTexts(["convenience", "supermarket"])),
    .numbers([82, 31, 0], present: RowMask([true, true, false])),
    .numbers([70, 50, 60]),
    .numbers([120_000, 30_000, 0]),
    .shortIntegers([1, 0, 0]),
  ]

  /// Prints what the columns of results say of each row, or why it is rejected.
  static func tell(_ policies: PolicySet) throws(BindingFault) {
    let plan = BatchPlan(try policies.bound(to: header).get())
    guard let decider = ColumnDecider(plan, results: ["retailer_class", "visits", "per"]) else { return }
    let results = decider.decide(customers, rows: 0..<3)
    for row in 0..<3 {
      print(results.columns.map { $0.text(at: row) ?? "-" }.joined(separator: " "))
    }
    for (row, rejection) in results.rejections { print("row \(row) is rejected: \(rejection.message)") }
  }
}
