import SourceText
import Testing
import YAML

/// Expects one diagnostic, at the marked place.
func expectFault(
  _ marked: String, _ code: String, _ severity: Diagnostic.Severity = .error, hint: String? = nil
) throws {
  let source = MarkedSource(marked)
  let diagnostics = YAMLNode.parse(source.file).diagnostics
  #expect(diagnostics.map(\.code) == [code])
  #expect(diagnostics.map(\.severity) == [severity])
  let fault = try #require(diagnostics.first)
  #expect(fault.range == source.range, "at \(fault.range): \(fault.range.spelling.debugDescription)")
  if let hint { #expect(fault.hint?.contains(hint) == true, "\(fault.hint ?? "no hint")") }
}
