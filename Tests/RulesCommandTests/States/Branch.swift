/// A policy whose decisions go on from one run to the next.
enum Branch {
  /// A dimension that is held, one that is not, and a flag that goes from owner to owner.
  static let policy = """
    policy: branch
    version: "1"
    facts:
      id: {type: string, key: true}
      sales: {type: number, missing: unknown}
      failed: {type: integer, missing: unknown}
    classify:
      value:
        tiers: [A, B, C]
        bands: {of: sales, at_least: {A: 100, B: 10}}
        else: C
        hold: {demote_after: 2}
      state:
        tiers: [good, problem]
        first: [{id: p, when: failed >= 1, then: problem}]
        else: good
    flags:
      - id: tiered-visit
        when: failed >= 3
        clear_when: failed == 0
        severity: high
        owner: district_manager
        due: 7d
        escalate: [{owner: regional_manager, after: 7d, severity: critical}]
      - {id: down, when: "has(previous.value) && previous.value == 'A' && value != 'A'"}

    """

  /// Customers as `c1 150 3`, a `-` for what is missing.
  static func customers(_ rows: String...) -> String {
    "id,sales,failed\n"
      + rows.map { $0.split(separator: " ").map { $0 == "-" ? "" : $0 }.joined(separator: ",") + "\n" }.joined()
  }
}
