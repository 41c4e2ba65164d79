// swift-tools-version: 6.2
// A package of its own: the flags of the fuzzer must not reach the product. `make fuzz` runs it.
import PackageDescription

/// The folder of libFuzzer's library, which `make fuzz` finds.
let runtime = Context.environment["FUZZER_RUNTIME"] ?? "/usr/lib/clang"

/// A program that libFuzzer drives: `rationale`'s own libraries are compiled as always, the program itself calls the
/// driver, because an executable of SwiftPM brings its own `main`.
func fuzzer(_ name: String, _ libraries: [String]) -> Target {
  .executableTarget(
    name: name,
    dependencies: libraries.map { .product(name: $0, package: "Rationale") },
    swiftSettings: [.unsafeFlags(["-parse-as-library"])],
    linkerSettings: [
      .unsafeFlags(["-L\(runtime)"]), .linkedLibrary("clang_rt.fuzzer_no_main-x86_64"),
      .linkedLibrary("stdc++"),
    ])
}

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "Rationale", path: "..")],
  targets: [
    fuzzer("fuzz-feel", ["FEEL", "Diagnostics"]), fuzzer("fuzz-dmn", ["DMN", "FEEL", "XML", "Diagnostics"]),
    fuzzer("fuzz-xml", ["Batch", "Advisor", "XML", "Diagnostics"]),
    fuzzer("fuzz-facts", ["Advisor", "DMN", "XML", "Diagnostics"]),
    fuzzer("fuzz-grade", ["Drills", "Advisor", "XML", "Diagnostics"]),
    fuzzer("fuzz-batch", ["Batch", "Advisor", "DMN", "XML", "Diagnostics"]),
  ],
  swiftLanguageModes: [.v6]
)
