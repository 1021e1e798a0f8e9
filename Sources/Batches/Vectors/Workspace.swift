import Expressions

/// How much memory a plan works in.
struct WorkspaceLayout: Sendable {
  var masks = MaskRegister.reservedCount
  var numbers: Int32 = 0
  var codes: Int32 = 0
  var boxes: Int32 = 0
  /// The texts that each dictionary holds from the start.
  var dictionaries: [[String]] = []
}

/// The memory in which one batch at a time is decided: masks, lanes and dictionaries, allocated once.
///
/// Not shared between threads. Lanes and masks hold what the last batch left until they are written again.
final class Workspace {
  /// How many rows the batch has.
  private(set) var count = 0
  /// How many words of a mask they fill.
  private(set) var words = 0
  /// The outcomes of each box register, `BatchSize.rows` of them.
  var boxes: [[Outcome]]
  /// By register.
  let dictionaries: [TextDictionary]

  private let masks: UnsafeMutablePointer<UInt64>
  private let numbers: UnsafeMutablePointer<Double>
  private let codes: UnsafeMutablePointer<UInt32>

  /// Memory for plans of that layout.
  init(_ layout: WorkspaceLayout) {
    masks = .zeroed(Int(layout.masks) * BatchSize.words)
    numbers = .zeroed(Int(layout.numbers) * BatchSize.rows)
    codes = .zeroed(Int(layout.codes) * BatchSize.rows)
    boxes = Array(repeating: Array(repeating: .unknown, count: BatchSize.rows), count: Int(layout.boxes))
    dictionaries = layout.dictionaries.map { TextDictionary($0) }
  }

  deinit {
    masks.deallocate()
    numbers.deallocate()
    codes.deallocate()
  }
}

extension Workspace {
  /// Gets ready for a batch of `count` rows, none of which is deferred; traps beyond `BatchSize.rows`.
  func begin(count: Int) {
    precondition(count <= BatchSize.rows, "a batch has at most \(BatchSize.rows) rows")
    self.count = count
    words = (count + 63) / 64
    let all = self[.all]
    for word in 0..<words { all[word] = ~0 }
    if count % 64 != 0 { all[words - 1] = ~0 >> UInt64(64 - count % 64) }
    self[.deferred].update(repeating: 0, count: words)
  }

  /// The words of a mask, the lowest bit of the first for row 0; readable and writable up to `BatchSize.words`.
  @inline(__always) subscript(_ register: MaskRegister) -> UnsafeMutablePointer<UInt64> {
    masks + Int(register.index) * BatchSize.words
  }

  /// The numbers of a lane; readable and writable up to `BatchSize.rows`.
  @inline(__always) subscript(_ register: NumberRegister) -> UnsafeMutablePointer<Double> {
    numbers + Int(register.index) * BatchSize.rows
  }

  /// The codes of a lane; readable and writable up to `BatchSize.rows`.
  @inline(__always) subscript(_ register: CodeRegister) -> UnsafeMutablePointer<UInt32> {
    codes + Int(register.index) * BatchSize.rows
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
