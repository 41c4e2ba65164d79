import Foundation
import PackagePlugin

/// Writes the rules, the templates, the cases and the schemas into the binary, so that it works from any folder.
@main struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
    let root = context.package.directoryURL
    let folders = ["Rules", "Cases", "Schemas"]
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(folders.joined(separator: ", "))",
        executable: try context.tool(named: "embed").url,
        arguments: [root.path(percentEncoded: false), output.path(percentEncoded: false)] + folders,
        inputFiles: folders.flatMap { inputs(in: root.appending(path: $0)) },
        outputFiles: [output])
    ]
  }

  /// The folder itself, so that a removed file is noticed, and everything in it.
  private func inputs(in folder: URL) -> [URL] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return [folder] + (files?.compactMap { $0 as? URL } ?? [])
  }
}
