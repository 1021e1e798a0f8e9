// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "VisitRules", path: "..")],
  targets: [
    // What both programs do before they measure.
    .target(
      name: "Embedding",
      dependencies: [
        .product(name: "VisitRules", package: "VisitRules"), .product(name: "PolicyFiles", package: "VisitRules"),
      ],
      swiftSettings: settings),
    // What an embedder pays for one customer's decision.
    .executableTarget(
      name: "OneDecision", dependencies: ["Embedding", .product(name: "VisitRules", package: "VisitRules")],
      swiftSettings: settings),
    // What an embedder pays who has columns.
    .executableTarget(
      name: "InMemory", dependencies: ["Embedding", .product(name: "VisitRules", package: "VisitRules")],
      swiftSettings: settings),
  ]
)
