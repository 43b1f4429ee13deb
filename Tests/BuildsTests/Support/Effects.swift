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
        let otp = Provision(name: "OTP", key: "runtime", place: toolchain.otp, isThere: true) {}
        let elixir = Provision(name: "Elixir", key: "elixir", place: toolchain.elixir, isThere: true) {}
        return Supply(
            runtime: { _, _ in otp }, hostRuntime: { _ in otp }, elixir: { _, _ in elixir },
            rebar3: { (otp) async throws(Failure) in
                guard let rebar3 = Provision.ofEnvironment("BMATRIX_TEST_REBAR3") else {
                    return try await Supply.none(otp)
                }
                return rebar3
            },
            hex: { _ in Provision.ofEnvironment("BMATRIX_TEST_HEX") })
    }
}

extension Provision {
    /// The tool that a variable names.
    fileprivate static func ofEnvironment(_ variable: String) -> Provision? {
        ProcessInfo.processInfo.environment[variable].map {
            Provision(name: variable, key: variable, place: FilePath($0), isThere: true) {}
        }
    }
}

extension ActionStore {
    /// A plain folder, for one run at a time.
    static func folder(_ root: FilePath) -> ActionStore {
        ActionStore(
            place: { root.appending($0.hex) }, holds: { Disk().isFolder(root.appending($0.hex)) },
            fill: { (key, make) async throws(Failure) in
                let place = root.appending(key.hex)
                if Disk().isFolder(place) { return true }
                let new = root.appending("new-\(key.hex)-\(UInt64.random(in: 0 ... .max))")
                try? Disk().makeFolder(new)
                do throws(Failure) { try await make(new) } catch {
                    try? Disk().removeTree(new)
                    throw error
                }
                try? Disk().rename(new, to: place)
                return false
            },
            workFolder: { key in
                let place = root.appending("work-\(key.hex)")
                try? Disk().makeFolder(place)
                return place
            },
            bytes: { try? Disk().read(root.appending("\($0)-\($1)")) },
            keep: { shelf, key, bytes in try? Disk().write(bytes, to: root.appending("\(shelf)-\(key)")) })
    }
}
