/// A part of the payload that is installed once for all programs that have it.
package struct Layer: Hashable, Encodable, Sendable {
    package var component: Component
    /// What is in it, as 32 hexadecimal digits: equal layers have equal ids, however they are compressed.
    package var id: String
    /// Where an install has links into the layer: paths of the release, none below another.
    package var mounts: [String]

    package init(component: Component, id: String, mounts: [String]) {
        self.component = component
        self.id = id
        self.mounts = mounts
    }
}
