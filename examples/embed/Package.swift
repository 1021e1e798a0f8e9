// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "DecideOne",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "VisitRules", path: "../..")],
  targets: [
    .executableTarget(
      name: "DecideOne",
      dependencies: [
        .product(name: "VisitRules", package: "VisitRules"), .product(name: "PolicyFiles", package: "VisitRules"),
      ])
  ]
)
