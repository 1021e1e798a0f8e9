import Expressions
import SourceText
import Testing

@testable import Batches

/// A workspace with one text column, into which batch after batch is put.
private struct TextBench {
  var builder: VectorBuilder
  let text: TextVector

  init(failing: Bool = false) {
    builder = VectorBuilder(slotCount: 1, layout: WorkspaceLayout())
    text = TextVector(
      codes: builder.layout.newCodes(), dictionary: builder.layout.newDictionary(["mall"]),
      failed: failing ? builder.layout.newMask() : .none)
    builder.bind(0, to: .text(text))
  }

  mutating func vector(_ source: String) throws -> Vector {
    var scope = Scope(.business)
    scope.declare(variable: "name", type: .string, slot: 0)
    let fragment = SourceFragment(SourceFile(path: "<test>", text: source))
    return builder.vector(of: try #require(CheckedExpression.compile(fragment, in: scope).value))
  }
}

extension Workspace {
  /// Runs a program on a batch of texts, and gives what came of a vector.
  fileprivate func run(_ program: [Instruction], _ texts: [String?], in text: TextVector, _ result: Vector) -> [String]
  {
    begin(count: texts.count)
    for (row, string) in texts.enumerated() { self[text.codes][row] = string.map(self[text.dictionary].code(of:)) ?? 0 }
    program.run(in: self)
    return texts.indices.map { outcome(of: result, row: $0).told }
  }
}

@Suite("What is asked once of each text") struct TextLookupTests {
  @Test(
    "is asked of texts that come later, too",
    arguments: [("size(name)", "int"), ("name + '!'", "string"), ("name.endsWith('7')", "bool"), ("[name]", "list")])
  func growing(source: String, type: String) throws {
    var bench = TextBench()
    let vector = try bench.vector(source)
    let program = bench.builder.takeInstructions()
    let workspace = Workspace(bench.builder.layout)
    for size in [3, 40, 700, 2000] {
      let texts = (0..<size).map { row in row % 5 == 0 ? nil : "\(row)" }
      let expected = texts.map { text in
        guard let text else { return "unknown" }
        return switch source {
        case "size(name)": "int \(text.count)"
        case "name + '!'": "string \(text)!"
        case "[name]": "list \(text)"
        default: "bool \(text.hasSuffix("7"))"
        }
      }
      #expect(workspace.run(program, texts, in: bench.text, vector) == expected)
    }
  }

  @Test(
    "is asked anew when codes lose their meaning",
    arguments: ["name + '!'", "name == 'b' ? name : 'x'", "size(name) > 1"])
  func forgetting(source: String) throws {
    var bench = TextBench()
    let vector = try bench.vector(source)
    let program = bench.builder.takeInstructions()
    let workspace = Workspace(bench.builder.layout)
    let first = workspace.run(program, ["a", "b", "cc", nil], in: bench.text, vector)
    workspace[bench.text.dictionary].removeAll()
    let second = workspace.run(program, ["cc", "b", "a", nil], in: bench.text, vector)
    #expect(second == [first[2], first[1], first[0], first[3]])
  }

  @Test("keeps no more computed texts from batch to batch than fit a workspace")
  func trimming() throws {
    var bench = TextBench()
    let vector = try bench.vector("name + '!'")
    let program = bench.builder.takeInstructions()
    let workspace = Workspace(bench.builder.layout)
    for batch in 0..<40 {
      let texts = (0..<2048).map { "\(batch)-\($0)" }
      #expect(workspace.run(program, texts, in: bench.text, vector) == texts.map { "string \($0)!" })
    }
    #expect(workspace.dictionaries.allSatisfy { $0.texts.count < 90_000 })
  }

  @Test("is computed once for all who ask")
  func sharing() throws {
    var bench = TextBench()
    let vectors = try ["name == 'a'", "name  ==  \"a\"", "(name == 'a')"].map { try bench.vector($0) }
    #expect(Set(vectors).count == 1)
    #expect(bench.builder.takeInstructions().count == 1)
  }
}

@Suite("A dictionary") struct TextDictionaryTests {
  @Test("has one code for each spelling")
  func spellings() {
    let dictionary = TextDictionary(["\u{E9}"])
    let codes = ["e\u{301}", "\u{E9}", "e\u{301}", "", "张", "\u{E9}"].map(dictionary.code(of:))
    #expect(codes == [2, 1, 2, 3, 4, 1])
  }

  @Test("keeps the texts that it always holds")
  func lasting() {
    let dictionary = TextDictionary(["a", "b"])
    _ = dictionary.code(of: "c")
    dictionary.removeAll()
    #expect(dictionary.texts == ["", "a", "b"])
    #expect(dictionary.generation == 1)
  }
}
