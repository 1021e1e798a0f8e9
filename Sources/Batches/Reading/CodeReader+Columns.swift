import CVectors
import Policies

extension CodeReader {
  /// Whether a column's values need not be spelled out: truth values for a truth value, and codes of not too many texts.
  func takes(_ column: FactColumn) -> Bool {
    switch column {
    case .bools: fact.kind == .bool
    case .codes(_, let texts, _): texts.texts.count <= CodeTranslation.mostTexts
    default: false
    }
  }

  /// Reads a batch of a column that ``takes(_:)`` says yes to; the rows lie before its end.
  func read(_ column: FactColumn, _ rows: SelectedRows, into workspace: Workspace) {
    begin(in: workspace)
    switch column {
    case .bools(let bools, let present): read(bools, present, rows, in: workspace)
    case .codes(let codes, let texts, let present): read(codes, of: texts, present, rows, in: workspace)
    default: break
    }
  }
}

// MARK: - Truth values

extension CodeReader {
  private func read(_ bools: [Bool], _ present: RowMask?, _ rows: SelectedRows, in workspace: Workspace) {
    present.copyBits(of: rows, to: workspace[.given])
    rows.gather(bools, in: workspace.room()) { column_take_bools($0, rows.count, workspace[.usable]) }
    let absence = meaning(of: .missing, workspace)
    let (given, all, deferred) = (workspace[.given], workspace[.all], workspace[.deferred])
    if absence.fault != 0 {
      for word in 0..<workspace.words { deferred[word] |= all[word] & ~given[word] }
    }
    guard case .truth(let truth) = target else { return }
    let (truths, yes, no) = (workspace[.usable], workspace[truth.yes], workspace[truth.no])
    let absentYes: UInt64 = absence.code == Self.yes ? ~0 : 0
    let absentNo: UInt64 = absence.code == Self.no ? ~0 : 0
    for word in 0..<workspace.words {
      let missing = all[word] & ~given[word]
      yes[word] = given[word] & truths[word] | missing & absentYes
      no[word] = given[word] & ~truths[word] | missing & absentNo
    }
  }
}

// MARK: - Codes

extension CodeReader {
  private func read(
    _ codes: [UInt32], of texts: FactTexts, _ present: RowMask?, _ rows: SelectedRows, in workspace: Workspace
  ) {
    translation.begin(texts)
    present.copyBits(of: rows, to: workspace[.given])
    let lane =
      if case .text(let text) = target { workspace[text.codes] } else { workspace[CodeRegister.scratch] }
    rows.gather(codes, in: workspace.room()) { read($0, rows.count, into: lane, in: workspace) }
    guard case .truth(let truth) = target else { return }
    vector_equal_code(lane, Self.yes, rows.count, workspace[truth.yes])
    vector_equal_code(lane, Self.no, rows.count, workspace[truth.no])
  }

  /// All at once, as long as nothing but known texts comes up; word by word where something else does.
  private func read(
    _ codes: UnsafePointer<UInt32>, _ count: Int, into lane: UnsafeMutablePointer<UInt32>, in workspace: Workspace
  ) {
    let (given, all) = (workspace[.given], workspace[.all])
    let isComplete = (0..<workspace.words).allSatisfy { given[$0] == all[$0] }
    if isComplete, translation.translate(codes, count, into: lane) { return }
    let absence = meaning(of: .missing, workspace)
    for first in stride(from: 0, to: count, by: 64) {
      let (word, count) = (first >> 6, min(64, count - first))
      if given[word] == all[word], translation.translate(codes + first, count, into: lane + first) { continue }
      workspace[.deferred][word] |= read(codes + first, count, given[word], absence, into: lane + first, in: workspace)
    }
  }

  /// Up to 64 rows one by one; says which of them are faulty.
  private func read(
    _ codes: UnsafePointer<UInt32>, _ count: Int, _ given: UInt64, _ absence: TextMeaning,
    into lane: UnsafeMutablePointer<UInt32>, in workspace: Workspace
  ) -> UInt64 {
    var faulty: UInt64 = 0
    for row in 0..<count {
      var meaning = absence
      if given &>> UInt64(truncatingIfNeeded: row) & 1 == 1 {
        let code = Int(codes[row])
        meaning = translation[code] ?? learn(code, workspace)
      }
      lane[row] = meaning.code
      faulty |= meaning.fault &<< UInt64(truncatingIfNeeded: row)
    }
    return faulty
  }

  private func learn(_ code: Int, _ workspace: Workspace) -> TextMeaning {
    let meaning = meaning(of: .text(translation.text(code)), workspace)
    translation.set(code, meaning)
    return meaning
  }
}
