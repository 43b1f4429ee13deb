extension BeamFile {
    /// Whether the module may load native code when it is loaded itself; doubt counts as yes.
    package var mayLoadNativeCode: Bool { atoms?.contains("load_nif") ?? true }
}
