import Foundation

/// A folder of its own in which the command is run as a process; it goes when nobody needs it any more.
final class Workspace {
  /// What a run left behind.
  struct Run {
    let status: Int32
    let output: String
    let errors: String
  }

  let folder: URL

  /// An empty folder with the given files in it.
  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("rules-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A folder with ``policy`` as `policy.yaml` and the given files.
  static func withPolicy(_ files: [String: String] = [:]) throws -> Workspace {
    try Workspace(files.merging(["policy.yaml": policy]) { own, _ in own })
  }

  func write(_ text: String, to name: String) throws { try write(Data(text.utf8), to: name) }

  func write(_ data: Data, to name: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// A file's text; `nil` if there is no such file.
  func text(of name: String) -> String? {
    try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// A file's bytes.
  func bytes(of name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: folder.appendingPathComponent(name))) }

  /// Writes a file; its whole path.
  func place(_ bytes: [UInt8], at name: String) throws -> String {
    try write(Data(bytes), to: name)
    return folder.appendingPathComponent(name).path
  }

  /// The texts of several files.
  func texts(of names: [String]) -> [String?] { names.map(text(of:)) }

  /// The names of everything in the folder, hidden files included, but for the streams of the runs.
  var names: [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { !$0.hasPrefix("stream-") }.sorted()
  }

  /// Runs `rules` in the folder with the given input, to the end.
  func rules(_ arguments: String..., input: Data = Data()) throws -> Run {
    let process = try start(arguments, input: input)
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: text(of: "stream-out") ?? "", errors: text(of: "stream-err") ?? "")
  }

  /// Starts `rules`; its streams are files, so that nothing can block.
  func start(_ arguments: [String], input: Data) throws -> Process {
    for name in ["stream-out", "stream-err"] { try write("", to: name) }
    try write(input, to: "stream-in")
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = try FileHandle(forReadingFrom: folder.appendingPathComponent("stream-in"))
    process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("stream-out"))
    process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("stream-err"))
    try process.run()
    return process
  }

  /// Runs a line of shell in the folder; `$RULES` is the command.
  func shell(_ line: String) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "(\(line)) > stream-out 2> stream-err"]
    process.environment = ProcessInfo.processInfo.environment.merging(["RULES": Self.executable.path]) { $1 }
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    return Run(
      status: process.terminationStatus, output: text(of: "stream-out") ?? "", errors: text(of: "stream-err") ?? "")
  }

  /// The command, built beside the tests.
  static var executable: URL {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let tests = bundle ?? URL(fileURLWithPath: CommandLine.arguments.first ?? "")
    return tests.deletingLastPathComponent().appendingPathComponent("rules")
  }
}

extension Workspace {
  /// A small policy with a bit of everything.
  static let policy = """
    policy: shop
    version: "1"
    title: {en: Shop visits, zh: 门店拜访}
    facts:
      id: {type: string, key: true, column: 客户编号}
      coop: {type: number, range: [0, 100], missing: unknown, label: {en: Cooperation, zh: 配合度}}
      overdue: {type: integer}
    classify:
      grade:
        label: {en: Grade, zh: 客户分类}
        tiers: {good: {zh: 较好}, general: {zh: 一般}, problem: {zh: 问题}}
        first:
          - {id: weak, when: coop < 40, then: problem, source: "004"}
          - {id: strong, when: coop >= 75, then: good}
        else: general
    cadence:
      obligations:
        - id: by-grade
          by: grade
          visits: {good: 1/month, general: 2/month, problem: 4/month}
          floor: true
          mode: {good: general, general: deeper, problem: deep}
      adjust:
        - {id: late, when: overdue > 30, multiply: 1.5}
        - {id: extra, when: overdue > 60, add: 1, per: month}
      bounds: {at_most: 8/month}
    flags:
      - {id: chase, when: overdue > 60, severity: high, owner: manager, due: 7d}
    outputs:
      priority: {value: "grade == 'problem' ? 1 : 2"}

    """

  /// Customers of ``policy``: good; coop missing and very late; a problem.
  static let customers = """
    客户编号,coop,overdue
    c1,90,0
    c2,,70
    c3,10,31

    """

  /// What ``policy`` decides for ``customers``.
  static let decisions = """
    id,grade,visits,per,mode,flags,priority,reasons,missing,policy
    c1,good,1,month,general,,2,strong;by-grade,,shop@1
    c2,general,4,month,deeper,chase,2,grade.else;by-grade;late;extra,coop,shop@1
    c3,problem,6,month,deep,,1,weak;by-grade;late,,shop@1

    """
}
