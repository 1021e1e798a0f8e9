import Expressions
import SourceText
import YAML

/// The files of a policy set and all that they extend, each read once.
struct PolicyLibrary {
  private let reader: SourceReader
  /// Every file that was looked at; `nil` where it is no usable policy.
  private var documents: [String: PolicyDocument?] = [:]
  /// The files that are calendars, not policies.
  private var calendars: [String: YAMLNode] = [:]
  /// The paths at which there is nothing to read.
  private var missing: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The documents that were asked for, by path; not those that they only extend.
  private(set) var members: [PolicyDocument] = []

  init(paths: [String], reader: SourceReader) {
    self.reader = reader
    for path in paths {
      let files = policyFiles(at: path)
      if files.isEmpty { diagnostics.append(.noPolicy(at: path)) }
      for file in files where !members.contains(where: { $0.file.path == file }) {
        if let document = document(file) { members.append(document) }
      }
      if let calendar = calendars[path] { diagnostics.append(.calendarAsPolicy(path, at: calendar.range.beginning)) }
    }
  }

  /// The headers of every usable document that was looked at, by path.
  var headers: [PolicyHeader] {
    documents.sorted { $0.key < $1.key }.compactMap { $0.value?.header }
  }

  private mutating func policyFiles(at path: String) -> [String] {
    if let files = reader.list(path) { return files }
    return exists(path) ? [path] : []
  }

  /// Whether there is a file; it is read, so that it is read no second time.
  mutating func exists(_ path: String) -> Bool {
    _ = document(path)
    return !missing.contains(path)
  }

  private mutating func document(_ path: String) -> PolicyDocument? {
    if let known = documents[path] { return known }
    guard let bytes = reader.read(path) else {
      missing.insert(path)
      documents[path] = .some(nil)
      return nil
    }
    let parsed = YAMLNode.parse(SourceFile(path: path, bytes: bytes))
    if let root = parsed.value, !parsed.hasErrors, root.isCalendar {
      diagnostics += parsed.diagnostics
      if root.entry("calendar") == nil { diagnostics.append(.namelessCalendar(at: root.range.beginning)) }
      calendars[path] = root
      documents[path] = .some(nil)
      return nil
    }
    let read = PolicyDocument.read(parsed)
    diagnostics += read.diagnostics
    documents[path] = .some(read.value)
    return read.value
  }

  /// Whether the file at a path can be read as a policy.
  func isPolicy(_ path: String) -> Bool { (documents[path] ?? nil) != nil }

  /// The calendar's own file at a path; `nil` if there is none.
  mutating func calendar(at path: String) -> YAMLNode? {
    _ = document(path)
    return calendars[path]
  }

  /// Adds to what is wrong.
  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Every way to resolve `document`: itself and an edition of each policy up to the root, where their periods meet.
  mutating func chains(of document: PolicyDocument) -> [PolicyChain] {
    chains(of: document, above: [])
  }

  private mutating func chains(of document: PolicyDocument, above: [PolicyDocument]) -> [PolicyChain] {
    guard let path = document.header.extends else {
      return [PolicyChain(documents: [document], effective: document.header.effective)]
    }
    if let start = above.firstIndex(where: { $0.file.path == document.file.path }) {
      diagnostics.append(.extendsItself(path, circle: above[start...].map(\.file.path) + [document.file.path]))
      return []
    }
    let bases = self.bases(of: document, path: path)
    let chains = bases.flatMap { self.chains(of: $0, above: above + [document]) }
    let usable = chains.compactMap { $0.extended(by: document) }
    if usable.isEmpty, !chains.isEmpty {
      diagnostics.append(.baseNotInForce(document.header, base: chains[0].documents[0].header))
    }
    return usable
  }

  private mutating func bases(of document: PolicyDocument, path: SourceFragment) -> [PolicyDocument] {
    let target = Path.resolve(path.text, relativeTo: document.file.path)
    let files: [String]
    if let inside = reader.list(target) {
      files = inside.filter { Path.folder(of: $0) == target }
    } else {
      files = [target, target + ".yaml", target + ".yml"].first { exists($0) }.map { [$0] } ?? []
    }
    let bases = files.compactMap { self.document($0) }
    if files.isEmpty { diagnostics.append(.noBase(path, target: target)) }
    if files.count == 1, calendars[files[0]] != nil { diagnostics.append(.calendarAsPolicy(files[0], at: path.range)) }
    if let first = bases.first, let other = bases.first(where: { $0.header.name != first.header.name }) {
      diagnostics.append(.ambiguousBase(path, names: [first.header.name, other.header.name]))
      return []
    }
    return bases
  }
}

/// A policy edition with what it extends: itself first, the root last.
struct PolicyChain {
  let documents: [PolicyDocument]
  /// When all of them are in force.
  let effective: EffectivePeriod

  /// The edition itself.
  var leaf: PolicyDocument { documents[0] }

  /// What the edition extends, in the same period; `nil` for a root.
  var base: PolicyChain? {
    documents.count > 1 ? PolicyChain(documents: Array(documents.dropFirst()), effective: effective) : nil
  }

  /// This chain below one more overlay; `nil` if they are never in force together.
  func extended(by document: PolicyDocument) -> PolicyChain? {
    effective.intersection(document.header.effective).map {
      PolicyChain(documents: [document] + documents, effective: $0)
    }
  }
}

extension PolicyChain: Hashable {
  /// Whether both are made of the same files and in force in the same period.
  static func == (a: PolicyChain, b: PolicyChain) -> Bool {
    a.effective == b.effective && a.documents.map(\.file) == b.documents.map(\.file)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(effective)
    hasher.combine(documents.map(\.file))
  }
}

/// Paths as policies write them: `/` between folders.
enum Path {
  /// All but the last component; empty for a bare name.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// `path` as seen from the folder of `file`, without `.` and, as far as possible, `..`.
  static func resolve(_ path: String, relativeTo file: String) -> String {
    if path.hasPrefix("/") { return normalized(path) }
    let folder = folder(of: file)
    return normalized(folder.isEmpty ? path : folder + "/" + path)
  }

  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
