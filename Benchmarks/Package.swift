// swift-tools-version: 6.2
// A package of its own, so that what only measures never reaches the product.
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "Rationale", path: ".."),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ],
  targets: [
    .executableTarget(
      name: "hello-http",
      dependencies: ["NIOCore", "NIOPosix", "NIOHTTP1"].map { .product(name: $0, package: "swift-nio") }),
    .executableTarget(
      name: "dmn-bench",
      dependencies: ["DMN", "FEEL", "XML"].map { .product(name: $0, package: "Rationale") }),
    .executableTarget(
      name: "table-bench", dependencies: [.product(name: "Diagrams", package: "Rationale")]),
    .executableTarget(
      name: "model-bench",
      dependencies: ["DMN", "FEEL", "XML"].map { .product(name: $0, package: "Rationale") }),
    .executableTarget(
      name: "xml-bench",
      dependencies: ["Batch", "Advisor", "XML", "Diagnostics"].map { .product(name: $0, package: "Rationale") }),
  ],
  swiftLanguageModes: [.v6]
)
