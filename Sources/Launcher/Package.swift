// swift-tools-version: 6.2
import PackageDescription

// The launcher is a package of its own: Embedded Swift cannot share a build with ordinary modules.
// `ci/launchers` builds it, with a toolset that puts musl in the place of glibc.
let embedded: [SwiftSetting] = [
    .enableExperimentalFeature("Embedded"),
    .swiftLanguageMode(.v5),
    .unsafeFlags([
        "-wmo", "-Osize", "-parse-as-library", "-Xfrontend", "-disable-stack-protector",
        // Else a hash of the command line, with its paths, gets into the program.
        "-Xfrontend", "-disable-incremental-llvm-codegen",
    ]),
]

let small: [CSetting] = [
    .unsafeFlags(["-Os", "-Wall", "-Werror", "-fno-stack-protector", "-ffunction-sections", "-fdata-sections"])
]

let package = Package(
    name: "Launcher",
    products: [.executable(name: "Launcher", targets: ["Launcher"])],
    targets: [
        .target(name: "CLinux", cSettings: small),
        .executableTarget(name: "Launcher", dependencies: ["CLinux"], swiftSettings: embedded),
    ]
)
