import Expressions
import Policies

/// How much memory a plan works in.
struct WorkspaceLayout: Sendable {
  var masks = MaskRegister.reservedCount
  var numbers = NumberRegister.reservedCount
  var codes = CodeRegister.reservedCount
  var boxes: Int32 = 0
  /// The texts that each dictionary always holds.
  var dictionaries: [[String]] = []
  /// Those of them that only steps of plans add to.
  var resultDictionaries: [DictionaryRegister] = []
  /// Lanes that hold one number for every row.
  var constantNumbers: [(lane: NumberRegister, number: Double)] = []
  /// Lanes that hold one code for every row.
  var constantCodes: [(lane: CodeRegister, code: UInt32)] = []
  /// Ascending lists of numbers.
  var lists: [[Double]] = []
  /// What is asked once of each text.
  var lookups: [TextLookup] = []
  /// What outcomes are tested with.
  var tests: [UnaryTest] = []
  /// What is asked of the row evaluator, row by row.
  var rowParts: [RowPart] = []
  /// How many slots the row evaluator's frame has.
  var slotCount = 0
}

/// The memory in which one batch at a time is decided: masks, lanes and dictionaries, allocated once.
///
/// Not shared between threads. Lanes and masks hold what the last batch left until they are written again.
final class Workspace {
  /// How many rows the batch has.
  private(set) var count = 0
  /// How many words of a mask they fill.
  private(set) var words = 0
  /// How many rows a batch may have; a multiple of 64.
  let capacity: Int
  /// The outcomes of each box register, `capacity` of them.
  var boxes: [[Outcome]]
  /// By register.
  let dictionaries: [TextDictionary]
  /// Ascending lists of numbers.
  let lists: [[Double]]
  /// What was found out about texts so far.
  let lookups: [LookupTable]
  /// The same as loops read it.
  let lookupViews: UnsafeMutablePointer<UnsafeMutablePointer<LookupView>>
  /// What outcomes are tested with.
  let tests: [UnaryTest]
  /// What is asked of the row evaluator.
  let rowParts: [RowPart]
  /// For each part what the row evaluator said of rows so far, where they repeat themselves.
  let memos: [RowMemo?]
  /// The row that the row evaluator sees; only the slots that it is asked about hold what they should.
  var frame: [Outcome]

  private let masks: UnsafeMutablePointer<UInt64>
  private let numbers: UnsafeMutablePointer<Double>
  private let codes: UnsafeMutablePointer<UInt32>
  /// For values that are needed for a moment, up to 8 bytes a row.
  private let spare: UnsafeMutableRawPointer
  private let resultDictionaries: [TextDictionary]
  /// How many computed texts are kept from batch to batch.
  private static let keptTexts = 1 << 16

  /// How many values lie from one lane's beginning to the next one's.
  private let laneStride: Int

  /// Memory for plans of that layout, and batches of up to `capacity` rows, a multiple of 64.
  init(_ layout: WorkspaceLayout, capacity: Int = BatchSize.rows) {
    self.capacity = capacity
    spare = .allocate(byteCount: 8 * capacity, alignment: 64)
    laneStride = Self.laneStride(capacity: capacity)
    masks = .zeroed(Int(layout.masks) * capacity / 64)
    numbers = .zeroed(Int(layout.numbers) * laneStride)
    codes = .zeroed(Int(layout.codes) * laneStride)
    boxes = Array(repeating: Array(repeating: .unknown, count: capacity), count: Int(layout.boxes))
    let dictionaries = layout.dictionaries.map { TextDictionary($0) }
    self.dictionaries = dictionaries
    resultDictionaries = layout.resultDictionaries.map { dictionaries[Int($0.index)] }
    lists = layout.lists
    lookups = layout.lookups.map { LookupTable($0, dictionaries) }
    lookupViews = .allocate(capacity: lookups.count)
    for (index, lookup) in lookups.enumerated() { (lookupViews + index).initialize(to: lookup.view) }
    tests = layout.tests
    rowParts = layout.rowParts
    memos = layout.rowParts.map { RowMemo($0, dictionaries) }
    frame = Array(repeating: .unknown, count: layout.slotCount)
    for (lane, number) in layout.constantNumbers { self[lane].update(repeating: number, count: capacity) }
    for (lane, code) in layout.constantCodes { self[lane].update(repeating: code, count: capacity) }
  }

  deinit {
    masks.deallocate()
    numbers.deallocate()
    codes.deallocate()
    lookupViews.deallocate()
    spare.deallocate()
  }
}

extension Workspace {
  /// How many values lie from one lane's beginning to the next one's. Beginnings a power of two apart would share the same few
  /// lines of the processor's cache.
  static func laneStride(capacity: Int) -> Int { capacity + 16 }

  /// Gets ready for a batch of `count` rows, none of which is deferred; traps beyond `capacity`.
  func begin(count: Int) {
    precondition(count <= capacity, "a batch has at most \(capacity) rows")
    self.count = count
    words = (count + 63) / 64
    let all = self[.all]
    for word in 0..<words { all[word] = ~0 }
    if count % 64 != 0 { all[words - 1] = ~0 >> UInt64(64 - count % 64) }
    self[.deferred].update(repeating: 0, count: words)
    for dictionary in resultDictionaries where dictionary.state.pointee.count > Self.keptTexts {
      dictionary.removeAll()
    }
  }

  /// The words of a mask, the lowest bit of the first for row 0; readable and writable up to those of `capacity`.
  @inline(__always) subscript(_ register: MaskRegister) -> UnsafeMutablePointer<UInt64> {
    masks + Int(register.index) * (capacity / 64)
  }

  /// The numbers of a lane; readable and writable up to `capacity`.
  @inline(__always) subscript(_ register: NumberRegister) -> UnsafeMutablePointer<Double> {
    numbers + Int(register.index) * laneStride
  }

  /// The codes of a lane; readable and writable up to `capacity`.
  @inline(__always) subscript(_ register: CodeRegister) -> UnsafeMutablePointer<UInt32> {
    codes + Int(register.index) * laneStride
  }

  /// Room for a batch's values for a moment; the next that asks for room gets the same.
  func room<T: BitwiseCopyable>() -> UnsafeMutablePointer<T> {
    precondition(MemoryLayout<T>.stride <= 8, "room is for values of at most 8 bytes")
    return spare.bindMemory(to: T.self, capacity: capacity)
  }

  /// What a register's codes stand for.
  subscript(_ register: DictionaryRegister) -> TextDictionary { dictionaries[Int(register.index)] }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable & ExpressibleByIntegerLiteral {
  /// Memory for `count` values, all 0, aligned for the widest registers.
  fileprivate static func zeroed(_ count: Int) -> Self {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Pointee>.stride, alignment: 64)
    let memory = bytes.bindMemory(to: Pointee.self, capacity: max(count, 1))
    memory.initialize(repeating: 0, count: count)
    return memory
  }
}
