import Builds
import Digest
import Foundation
import Host
import Matrix
import Releases
import SystemPackage

extension Toolchain {
    static var ofEnvironment: Toolchain? {
        let environment = ProcessInfo.processInfo.environment
        guard let otp = environment["BMATRIX_TEST_OTP"], let elixir = environment["BMATRIX_TEST_ELIXIR"] else {
            return nil
        }
        return Toolchain(otp: FilePath(otp), elixir: FilePath(elixir))
    }
}

extension Supply {
    /// One toolchain for everything, whose OTP is the runtime too.
    static func fixed(_ toolchain: Toolchain) -> Supply {
        Supply(
            runtime: { _, _ in Supplied(value: toolchain.otp, key: "runtime", cached: true) },
            toolchain: { _, _ in Supplied(value: toolchain, key: "toolchain", cached: true) },
            rebar3: { _ throws(Failure) in
                guard let path = ProcessInfo.processInfo.environment["BMATRIX_TEST_REBAR3"] else {
                    throw Failure(stage: .fetch, code: "runtimes.no-rebar3", message: "there is no rebar3")
                }
                return Supplied(value: FilePath(path), key: "rebar3", cached: true)
            },
            hex: { _ in
                ProcessInfo.processInfo.environment["BMATRIX_TEST_HEX"].map {
                    Supplied(value: FilePath($0), key: "hex", cached: true)
                }
            })
    }
}

extension ActionStore {
    /// A plain folder, for one run at a time.
    static func folder(_ root: FilePath) -> ActionStore {
        ActionStore(
            folder: { (key, make) async throws(Failure) in
                let place = root.appending(key.hex)
                if Disk().isFolder(place) { return Supplied(value: place, key: key.hex, cached: true) }
                let new = root.appending("new-\(key.hex)")
                try? Disk().makeFolder(new)
                do throws(Failure) { try await make(new) } catch {
                    try? Disk().removeTree(new)
                    throw error
                }
                try? Disk().rename(new, to: place)
                return Supplied(value: place, key: key.hex, cached: false)
            },
            workFolder: { key in
                let place = root.appending("work-\(key.hex)")
                try? Disk().makeFolder(place)
                return place
            },
            bytes: { try? Disk().read(root.appending($0)) },
            keep: { key, bytes in try? Disk().write(bytes, to: root.appending(key)) })
    }
}
