/// The first row of a workspace for batches of ``capacity`` rows, which is all of it that one customer needs.
///
/// A mask is 1 or 0 there. Holds nothing but addresses; the workspace has to outlive it.
struct CustomerRegisters: BitwiseCopyable {
  let masks: UnsafeMutablePointer<UInt64>
  let numbers: UnsafeMutablePointer<Double>
  let codes: UnsafeMutablePointer<UInt32>

  /// How many rows the workspace is for: as many as one word of a mask holds.
  static let capacity = 64
  /// How far lanes begin from each other.
  @inline(__always) static var stride: Int { Workspace.laneStride(capacity: capacity) }

  /// Those of a workspace, which holds a batch of one row from here on.
  init(of workspace: Workspace) {
    precondition(
      workspace.capacity == Self.capacity, "the registers of one customer are those of the smallest workspace")
    workspace.begin(count: 1)
    masks = workspace[MaskRegister(index: 0)]
    numbers = workspace[NumberRegister(index: 0)]
    codes = workspace[CodeRegister(index: 0)]
  }

  /// 1 if the mask holds the customer, else 0.
  @inline(__always) subscript(_ register: MaskRegister) -> UInt64 {
    get { masks[Int(register.index)] }
    nonmutating set { masks[Int(register.index)] = newValue }
  }

  /// The customer's number in a lane.
  @inline(__always) subscript(_ register: NumberRegister) -> Double {
    get { numbers[Int(register.index) &* Self.stride] }
    nonmutating set { numbers[Int(register.index) &* Self.stride] = newValue }
  }

  /// The customer's code in a lane.
  @inline(__always) subscript(_ register: CodeRegister) -> UInt32 {
    get { codes[Int(register.index) &* Self.stride] }
    nonmutating set { codes[Int(register.index) &* Self.stride] = newValue }
  }

  /// Whether the customer is left to the row evaluator.
  @inline(__always) var isDeferred: Bool { self[.deferred] != 0 }
}
