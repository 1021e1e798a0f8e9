import Calendars
import SourceText

extension Checker {
  /// Checks `in_season('peak')` or `in_season('peak', date)`: the name has to be that of a season, and the day is `as_of` if none is
  /// written.
  mutating func season(_ operands: [Int32], _ parts: [Int], at node: SyntaxNode) -> Int32 {
    guard let name = operands.first, builder.type(of: name).isText || builder.type(of: name).isUnknown,
      operands.count <= 2
    else { return failedSeason(at: node) }
    if let unquoted = unknownNames[parts[0]] {
      diagnostics[unquoted.diagnostic] = .unknownName(unquoted.name, .text(unquoted.name), at: place(parts[0]))
      return failedSeason(at: node)
    }
    guard case .string(let text)? = builder.constant(name) else {
      report(.seasonOfEachRow(at: place(parts[0])))
      return failedSeason(at: node)
    }
    guard scope.calendar.season(named: text) != nil || !scope.knowsSeasons else {
      report(.unknownSeason(text, among: scope.calendar.seasons.map(\.name), at: place(parts[0])))
      return failedSeason(at: node)
    }
    let day = operands.count == 2 ? operands[1] : asOf(at: node)
    return builder.add(.binary(.isInSeason, name, day), .bool, node.range)
  }

  private mutating func failedSeason(at node: SyntaxNode) -> Int32 {
    builder.failure(.noSuchOverload(Function.isInSeason.name, []), node.range)
  }

  /// The day of the evaluation.
  private mutating func asOf(at node: SyntaxNode) -> Int32 {
    switch scope.resolve(["as_of"], isRooted: true)?.declaration {
    case .constant(let type, let value): return builder.literal(value, node.range, as: StaticType(type))
    case .variable(let type, let slot): return builder.add(.slot(Int32(slot)), StaticType(type), node.range)
    case .unavailable, nil:
      report(.unknownName("as_of", .declaration(scope.remedyForUnknown), at: range(node.focus)))
      return builder.failure(.unknownName("as_of"), node.range)
    }
  }
}
