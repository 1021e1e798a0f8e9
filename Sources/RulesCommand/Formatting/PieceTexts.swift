import Batches
import Decisions
import Expressions

/// The texts of one piece of rows, for the customers that one policy decides. Not shared between threads.
///
/// What a code says is spelled once, and stays for as long as the codes mean the same.
final class PieceTexts {
  let renderer: PieceRenderer
  /// Texts of the stretch of rows that is being written.
  let passing = TextStore()

  private let lasting = TextStore()
  /// By code; `nil` where it was not met yet.
  private var known: UnsafeMutablePointer<TextSlice?>
  private var capacity = 0
  private var generation = 0

  /// Texts of `piece` in rows that are spelled so.
  init(_ piece: RowLayout.Piece, _ spelling: RowLayout.Spelling) {
    renderer = PieceRenderer(piece: piece, spelling: spelling)
    known = .allocate(capacity: 0)
  }

  deinit { known.deallocate() }
}

// MARK: - By code

extension PieceTexts {
  /// Forgets what codes say, if it is another generation of them.
  func begin(generation: Int) {
    guard generation != self.generation else { return }
    self.generation = generation
    lasting.removeAll()
    known.update(repeating: nil, count: capacity)
  }

  /// Fills `texts` with what the codes of `group`, found by place, say; `spell` gives the text of a place whose code has none yet.
  @inline(__always) func fill(
    _ texts: SliceColumn, _ group: RowGroup, code: (Int) -> Int, spell: (Int) -> TextSlice
  ) {
    var index = 0
    while true {
      index = fillKnown(texts, group, from: index, code)
      guard index < group.count else { return }
      texts[group.rows[index]] = spell(Int(group.places[index]))
      index += 1
    }
  }

  /// Fills the rows from `first` on, as far as their codes have texts; returns where it stopped.
  ///
  /// Nothing that it looks at can change meanwhile, which is what makes the loop fast.
  @inline(__always) private func fillKnown(
    _ texts: SliceColumn, _ group: RowGroup, from first: Int, _ code: (Int) -> Int
  ) -> Int {
    let (known, capacity) = (known, capacity)
    for index in first..<group.count {
      let code = code(Int(group.places[index]))
      guard code < capacity, let text = known[code] else { return index }
      texts[group.rows[index]] = text
    }
    return group.count
  }

  /// Spells what a code says.
  @inline(never) func learn(_ code: Int, _ value: WrittenValue) -> TextSlice {
    let text = lasting.add(renderer.bytes(of: value))
    if code >= capacity { grow(to: code + 1) }
    known[code] = text
    return text
  }

  /// Spells what stands in a single row.
  func spell(_ value: WrittenValue) -> TextSlice { passing.add(renderer.bytes(of: value)) }

  private func grow(to needed: Int) {
    let larger = max(needed, 2 * capacity, 64)
    let grown = UnsafeMutablePointer<TextSlice?>.allocate(capacity: larger)
    grown.update(from: known, count: capacity)
    (grown + capacity).initialize(repeating: nil, count: larger - capacity)
    known.deallocate()
    (known, capacity) = (grown, larger)
  }
}

// MARK: - Columns

extension PieceTexts {
  /// Fills `texts` with what `field` says of the rows of `group`.
  func fill(_ texts: SliceColumn, _ group: RowGroup, from field: BatchField) {
    switch field.column {
    case .codes(let codes): fill(texts, group, codes: codes, of: field)
    case .texts(let codes): fill(texts, group, textCodes: codes, of: field)
    case .numbers(let lane, let known, let isInteger): fill(texts, group, numbers: lane, known, isInteger)
    case .dates(let lane, let known): fill(texts, group, dates: lane, known)
    case .truths(let yes, let no): fill(texts, group, truths: yes, no)
    case .constant(let value): fill(texts, group, constant: field.part.value(ofConstant: value))
    case .values(let outcomes): fill(texts, group, outcomes: outcomes)
    }
  }

  /// Fills `texts` with the same for all rows.
  func fill(_ texts: SliceColumn, _ group: RowGroup, constant value: WrittenValue) {
    fill(texts, group) { _ in
      0
    } spell: { _ in
      learn(0, value)
    }
  }

  private func fill(
    _ texts: SliceColumn, _ group: RowGroup, codes: UnsafePointer<UInt32>, of field: BatchField
  ) {
    fill(texts, group) { place in
      Int(codes[place])
    } spell: { place in
      learn(Int(codes[place]), field.value(of: codes[place]))
    }
  }

  private func fill(
    _ texts: SliceColumn, _ group: RowGroup, textCodes codes: UnsafePointer<UInt32>, of field: BatchField
  ) {
    fill(texts, group) { place in
      Int(codes[place])
    } spell: { place in
      learn(Int(codes[place]), field.value(ofText: codes[place]))
    }
  }

  private func fill(
    _ texts: SliceColumn, _ group: RowGroup, truths yes: UnsafePointer<UInt64>, _ no: UnsafePointer<UInt64>
  ) {
    fill(texts, group) { place in
      yes.bit(place) | no.bit(place) &<< 1
    } spell: { place in
      let code = yes.bit(place) | no.bit(place) &<< 1
      return learn(code, code == 0 ? .nothing : .value(.bool(code == 1)))
    }
  }

  private func fill(_ texts: SliceColumn, _ group: RowGroup, outcomes: [Outcome]) {
    for index in 0..<group.count {
      let value = outcomes[Int(group.places[index])].value?.known
      texts[group.rows[index]] = spell(value.map { .value($0) } ?? .nothing)
    }
  }
}

extension UnsafePointer<UInt64> {
  /// 1 if the mask has the row.
  @inline(__always) func bit(_ row: Int) -> Int {
    Int(truncatingIfNeeded: self[row &>> 6] &>> UInt64(truncatingIfNeeded: row) & 1)
  }
}
