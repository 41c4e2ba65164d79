/// All built-ins by name.
package let builtins: [String: Builtin] = {
  let families = [
    conversionBuiltins, booleanBuiltins, stringBuiltins, listBuiltins, aggregateBuiltins, numberBuiltins,
    temporalBuiltins, sortBuiltins, contextBuiltins, rangeBuiltins,
  ]
  return Dictionary(families.joined().map { ($0.name, $0) }) { first, _ in first }
}()
