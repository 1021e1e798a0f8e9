package import Policies

extension FactValue {
  /// Whether it says nothing: missing, or text without a letter.
  package var isBlank: Bool {
    switch self {
    case .missing: true
    case .text: text == nil
    case .integer, .number, .bool: false
    }
  }
}
