/// States met so far, each known by a code: its place in the order in which they were met.
struct StateList<State: Hashable> {
  /// `states[code]`.
  private(set) var states: [State] = []
  private var codes: [State: UInt32] = [:]

  /// The code of a state, which gets the next one if it is new.
  mutating func code(of state: State) -> UInt32 {
    if let known = codes[state] { return known }
    let code = UInt32(states.count)
    states.append(state)
    codes[state] = code
    return code
  }

  /// The state of a code.
  subscript(code: UInt32) -> State { states[Int(code)] }
}
