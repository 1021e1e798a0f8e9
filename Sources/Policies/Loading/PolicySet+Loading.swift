public import Expressions
public import SourceText
import YAML

extension PolicySet {
  /// Reads, resolves and checks the policies at `paths` (files or folders) and what they extend, and picks the editions
  /// in force on `asOf`. Every fault of every file is reported; with an error there is no value.
  public static func load(_ paths: [String], from reader: SourceReader, asOf: CalendarDate) -> Diagnosed<PolicySet> {
    var loading = PolicySetLoading(paths: paths, reader: reader, asOf: asOf)
    let editions = loading.resolveAll()
    loading.checkSet(editions)
    loading.checkDay(editions)
    return loading.set(of: editions)
  }

  /// As ``load(_:from:asOf:)``, but it is no fault that no policy decides anybody on `asOf`.
  public static func check(_ paths: [String], from reader: SourceReader, asOf: CalendarDate) -> Diagnosed<PolicySet> {
    var loading = PolicySetLoading(paths: paths, reader: reader, asOf: asOf)
    let editions = loading.resolveAll()
    loading.checkSet(editions)
    return loading.set(of: editions)
  }
}

/// The stages between files and a policy set.
private struct PolicySetLoading {
  /// A resolved edition.
  struct Edition {
    let chain: PolicyChain
    let reading: PolicyReader.Reading
    var policy: Policy { reading.policy }
  }

  /// What a chain comes to.
  private struct Resolution {
    let merged: Overlay.Merged
    /// `nil` if it has errors.
    let reading: PolicyReader.Reading?
  }

  private var library: PolicyLibrary
  private var resolutions: [PolicyChain: Resolution] = [:]
  private let asOf: CalendarDate
  private var diagnostics: [Diagnostic] = []

  init(paths: [String], reader: SourceReader, asOf: CalendarDate) {
    library = PolicyLibrary(paths: paths.map(Path.normalized), reader: reader)
    self.asOf = asOf
  }

  var sortedDiagnostics: [Diagnostic] {
    (library.diagnostics + diagnostics).inReadingOrder()
  }

  /// Every edition of every member, resolved.
  mutating func resolveAll() -> [Edition] {
    library.members.flatMap { member in library.chains(of: member).compactMap { resolve($0) } }
  }

  private mutating func resolve(_ chain: PolicyChain) -> Edition? {
    resolution(of: chain).reading.map { Edition(chain: chain, reading: $0) }
  }

  /// Lays a chain's first document over what the rest of it resolves to, reads the result, and holds it against that.
  ///
  /// Bases are resolved once for all that extend them in the same period.
  private mutating func resolution(of chain: PolicyChain) -> Resolution {
    if let known = resolutions[chain] { return known }
    let base = chain.base.map { resolution(of: $0) }
    let own = chain.leaf.ownSections
    var merged = Overlay.Merged(sections: own)
    if let base {
      let laid = Overlay.merge(own, over: base.merged)
      diagnostics += laid.diagnostics
      merged = laid.value ?? merged
    }
    let reading = read(chain, merged)
    if let before = base?.reading, let reading {
      diagnostics += FloorGuard(base: before, derived: reading, overlay: chain.leaf).check()
    }
    let found = Resolution(merged: merged, reading: reading)
    resolutions[chain] = found
    return found
  }

  private mutating func read(_ chain: PolicyChain, _ resolved: Overlay.Merged) -> PolicyReader.Reading? {
    let header = chain.leaf.header.inheriting(from: chain.documents.dropFirst().map(\.header), in: chain.effective)
    let found = library.withCalendar(resolved.sections)
    let read = PolicyReader.read(
      header: header, Overlay.Merged(sections: found.sections, switchedOff: resolved.switchedOff),
      files: chain.documents.map(\.file) + found.files, hasWholeCalendar: found.isWhole,
      asOf: chain.effective.nearest(to: asOf))
    diagnostics += read.diagnostics
    return read.hasErrors ? nil : read.value
  }

  /// What is wrong with editions and governance as a whole.
  mutating func checkSet(_ editions: [Edition]) {
    if library.members.isEmpty, library.diagnostics.isEmpty { diagnostics.append(.noPolicy(at: "")) }
    diagnostics += EditionCheck(headers: library.headers).check()
    diagnostics += GovernanceCheck(editions: editions.map { ($0.policy, $0.chain.leaf.header) }).check()
  }

  /// Whether there is a policy that decides somebody on the as-of day.
  mutating func checkDay(_ editions: [Edition]) {
    let isWhole = !sortedDiagnostics.contains { $0.severity == .error }
    guard isWhole, let first = library.members.first, !editions.isEmpty else { return }
    let policies = inForce(editions)
    if policies.isEmpty {
      diagnostics.append(.nothingInForce(first.header, asOf: asOf))
    } else if policies.allSatisfy({ $0.governs == .nobody }) {
      diagnostics.append(.governsNobody(first.header))
    }
  }

  /// The set of the editions in force; none if there is an error.
  func set(of editions: [Edition]) -> Diagnosed<PolicySet> {
    let all = sortedDiagnostics
    guard !all.contains(where: { $0.severity == .error }) else { return Diagnosed(nil, all) }
    let set = PolicySet(asOf: asOf, inForce: inForce(editions), idle: editions.map(\.chain.effective))
    return Diagnosed(set, all)
  }

  private func inForce(_ editions: [Edition]) -> [Policy] {
    editions.filter { $0.chain.effective.contains(asOf) }.map(\.policy)
  }
}

extension PolicyHeader {
  /// The header with what an overlay takes over from its base: `title` and `governs`, but not that it governs nobody; and
  /// the chain's period.
  fileprivate func inheriting(from bases: [PolicyHeader], in period: EffectivePeriod) -> PolicyHeader {
    PolicyHeader(
      name: name, version: version, title: title.texts.isEmpty ? bases.first?.title ?? title : title,
      effective: period, extends: extends,
      governs: governs ?? bases.lazy.compactMap(\.governs).first { $0.text != "none" }, nameRange: nameRange,
      effectiveRange: effectiveRange)
  }
}

extension EffectivePeriod {
  /// The day in the period that lies nearest to `date`.
  fileprivate func nearest(to date: CalendarDate) -> CalendarDate {
    if let from, date.days < from.days { return from }
    if let until, date.days >= until.days { return CalendarDate(days: until.days - 1) }
    return date
  }
}
