// swift-tools-version: 6.2
import PackageDescription

/// Every target of this package is compiled under the same rules.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "VisitRules",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "VisitRules", targets: ["VisitRules"]),
    .library(name: "PolicyFiles", targets: ["PolicyFiles"]),
    .executable(name: "rules", targets: ["RulesCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Columns of values, and loops over them for the widest registers of a processor.
    .target(name: "CVectors"),
    .target(name: "Columns", swiftSettings: settings),

    // Source text and diagnostics.
    .target(name: "SourceText", swiftSettings: settings),

    // Days, and which of them are worked on.
    .target(name: "Calendars", swiftSettings: settings),

    // YAML, expressions, cadences, records: four languages that do not know each other.
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "YAML", dependencies: ["CLibYAML", "SourceText"], swiftSettings: settings),
    .target(name: "Expressions", dependencies: ["SourceText", "Calendars"], swiftSettings: settings),
    .target(name: "Cadences", dependencies: ["Calendars"], swiftSettings: settings),
    .target(
      name: "Records", dependencies: ["Columns", "CVectors"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),

    // A policy set: resolved, checked, compiled.
    .target(
      name: "Policies", dependencies: ["SourceText", "YAML", "Calendars", "Expressions", "Cadences"],
      swiftSettings: settings),

    // Facts in, decisions out.
    .target(
      name: "Decisions", dependencies: ["SourceText", "Calendars", "Expressions", "Cadences", "Policies"],
      swiftSettings: settings),

    // Many customers at once: columns in, columns out.
    .target(
      name: "Batches",
      dependencies: [
        "CVectors", "Columns", "SourceText", "Calendars", "Expressions", "Cadences", "Policies", "Decisions",
      ],
      swiftSettings: settings),

    // What is known of a customer from its events and from its peers.
    .target(
      name: "Measures",
      dependencies: [
        "CVectors", "Columns", "SourceText", "Calendars", "Cadences", "Expressions", "Policies", "Decisions", "Batches",
      ],
      swiftSettings: settings),

    // What is kept of decisions from one run to the next, in a file; the engine does without it.
    .target(
      name: "States",
      dependencies: [
        "Calendars", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: settings),

    // What an embedder imports.
    .target(
      name: "VisitRules",
      dependencies: ["SourceText", "Expressions", "Cadences", "Policies", "Decisions", "Batches", "Measures"],
      swiftSettings: settings),

    // Policies as files, for whoever has them there.
    .target(name: "PolicyFiles", dependencies: ["Policies"], swiftSettings: settings),

    // The command: beside `PolicyFiles` and `States` the only target that touches files and streams.
    .executableTarget(
      name: "RulesCommand",
      dependencies: [
        "Columns", "SourceText", "Expressions", "Cadences", "Records", "Policies", "Decisions", "Batches", "Measures",
        "Calendars", "PolicyFiles", "States",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    // Numbers that look random and are the same in every run.
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: settings),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText"], swiftSettings: settings),
    .testTarget(name: "YAMLTests", dependencies: ["SeededRandom", "YAML", "SourceText"], swiftSettings: settings),
    .testTarget(name: "CalendarsTests", dependencies: ["SeededRandom", "Calendars"], swiftSettings: settings),
    .testTarget(
      name: "ExpressionsTests", dependencies: ["SeededRandom", "Expressions", "Calendars", "SourceText"],
      swiftSettings: settings),
    .testTarget(
      name: "CadencesTests", dependencies: ["SeededRandom", "Cadences", "Calendars"], swiftSettings: settings),
    .testTarget(name: "RecordsTests", dependencies: ["Records", "Columns"], swiftSettings: settings),
    .testTarget(
      name: "PoliciesTests",
      dependencies: ["SeededRandom", "Policies", "SourceText", "YAML", "Expressions", "Cadences"],
      swiftSettings: settings),
    .testTarget(
      name: "DecisionsTests", dependencies: ["Decisions", "Policies", "SourceText", "Expressions", "Cadences"],
      swiftSettings: settings),
    // Policies and customers made at random, for tests that compare evaluators.
    .target(
      name: "GeneratedPolicies",
      dependencies: ["SeededRandom", "Batches", "Decisions", "Policies", "SourceText", "Expressions"],
      path: "Tests/GeneratedPolicies", swiftSettings: settings),
    .testTarget(
      name: "BatchesTests",
      dependencies: [
        "GeneratedPolicies", "SeededRandom", "Batches", "Columns", "Decisions", "Policies", "SourceText", "Expressions",
        "Cadences",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "MeasuresTests",
      dependencies: [
        "SeededRandom", "Measures", "Batches", "Columns", "Decisions", "Policies", "SourceText", "Calendars",
        "Cadences",
        "Expressions",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "RulesCommandTests",
      dependencies: [
        "GeneratedPolicies", "SeededRandom", "RulesCommand", "SourceText", "Expressions", "Records", "Policies",
        "PolicyFiles", "Decisions", "States",
      ],
      exclude: ["Golden"], swiftSettings: settings),
  ]
)
