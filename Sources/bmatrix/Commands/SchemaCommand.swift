import ArgumentParser
import Configuration

/// `bmatrix schema`: what editors need to help with the matrix file.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Prints the JSON Schema of the matrix file, for editors.",
        discussion: """
            Write it beside the matrix file and name it in the file's first line:
              bmatrix schema >bmatrix.schema.json
              # yaml-language-server: $schema=./bmatrix.schema.json
            """)

    func run() throws { Terminal.standardOutput.put(JSONSchema.text) }
}
