import Expressions
import Policies

extension Rejection.Cause {
  /// A text that does not read as its fact's type, with ASCII in place of full-width signs, if that does; `６０` is `60`.
  package var asciiSpelling: String? {
    guard case .unreadable(_, let text, let kind) = self else { return nil }
    let spelling = text.unicodeScalars.map { FullWidth.ascii($0) ?? String($0) }.joined()
    return spelling != text && kind.value(of: Substring(spelling)) != nil ? spelling : nil
  }
}
