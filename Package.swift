// swift-tools-version: 6.2
import PackageDescription

// Every module of the project is built under the same strict rules.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let filePath: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A library of one architectural floor; what it may import is checked by `FloorTests`.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies + [filePath], swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.init(stringLiteral: name), filePath] + dependencies, exclude: exclude,
        swiftSettings: strict)
}

func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
    name: "bmatrix",
    products: [.executable(name: "bmatrix", targets: ["bmatrix"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        // Floor 0: system libraries, and the prebuilt launchers that the tool carries.
        system("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev"),
        system("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
        system("CArchive", pkgConfig: "libarchive", apt: "libarchive-dev"),
        system("CZstd", pkgConfig: "libzstd", apt: "libzstd-dev"),
        system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        .target(name: "CLaunchers"),

        // Floor 1: one adapter for each system library and for the operating system.
        module("YAML", ["CYAML"]),
        module("Transfer", ["CCurl"]),
        module("Archive", ["CArchive", "CZstd"]),
        module("Digest", ["CCrypto"]),
        module("Host", ["CLaunchers"]),

        // Floor 2: pure values.
        module("Matrix", ["Digest"]),
        module("BEAM"),
        module("NativeCode"),

        // Floor 3: what the work is made of.
        module("Configuration", ["Matrix", "YAML"]),
        module("Runtimes", ["Matrix", "NativeCode", "Transfer", "Archive", "Digest", "Host", "CLaunchers"]),
        module("Releases", ["Matrix", "BEAM", "NativeCode", "Archive", "Digest", "Host", "CLaunchers"]),
        module("Artifacts", ["Matrix", "Archive", "Digest", "Host", "CLaunchers"]),
        module("Smoke", ["Matrix", "Host"]),

        // Floor 4: the pipeline, and the reports of its record.
        module(
            "Builds",
            [
                "Configuration", "Matrix", "Archive", "BEAM", "Runtimes", "Releases", "Artifacts", "Smoke", "Host",
                "Digest",
            ]),
        module("Reports", ["Matrix"]),

        // Floor 5: the command line.
        .executableTarget(
            name: "bmatrix",
            dependencies: [
                "Builds", "Reports", "Configuration", "Releases", "Runtimes", "Artifacts", "Smoke", "Matrix",
                "NativeCode", "Transfer", "Host",
                "Digest",
                arguments, filePath,
            ],
            swiftSettings: strict),

        // What the scheduler costs by itself; see ci/bench.
        .executableTarget(
            name: "Overhead",
            dependencies: ["Artifacts", "Builds", "Reports", "Runtimes", "Matrix", "Host", "Digest", filePath],
            path: "ci/overhead", swiftSettings: strict),

        tests("YAML"), tests("Transfer"), tests("Archive"), tests("Digest"), tests("Host", ["RunOne"]),
        tests("Matrix"), tests("BEAM", ["Archive", "Host"]), tests("NativeCode", ["SampleELF"]),
        tests("Configuration", ["Matrix"], exclude: ["Goldens"]),
        tests("Runtimes", ["Matrix", "Host", "Transfer", "Digest", "SampleELF"]),
        tests("Releases", ["Archive", "BEAM", "Digest", "Host", "Matrix", "NativeCode", "SampleELF"]),
        tests(
            "Artifacts", ["Matrix", "Archive", "Digest", "Host"],
            exclude: ["Format/artifact_list.py", "MachO/macho_pages.py"]),
        tests("Smoke", ["Matrix", "Host"]),
        tests("Builds", ["Artifacts", "Configuration", "Digest", "Host", "Matrix", "Releases", "Runtimes"]),
        tests("Reports", ["Matrix", "Host"]),
        .testTarget(name: "ProjectTests", dependencies: [filePath], swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["bmatrix", "Artifacts", "Host", "Matrix", "Reports", filePath],
            swiftSettings: strict),
        .target(name: "SampleELF", path: "Tests/SampleELF", swiftSettings: strict),
        .executableTarget(
            name: "RunOne", dependencies: ["Host", filePath], path: "Tests/RunOne", swiftSettings: strict),
    ],
    cLanguageStandard: .gnu17
)

// The tool's readers under a fuzzer; see ci/fuzz.
if Context.environment["BMATRIX_FUZZ"] != nil {
    package.products.append(.library(name: "FuzzTool", type: .static, targets: ["FuzzTool"]))
    package.targets.append(
        .target(
            name: "FuzzTool", dependencies: ["Artifacts", "Archive", "Digest", "Host", "Matrix", filePath],
            path: "ci/fuzz.d/tool", swiftSettings: strict))
}
