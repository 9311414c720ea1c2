import { parseSync } from 'vite'

/**
 * What a source file imports: `[{specifier, typeOnly}]`, from the parser that also builds it.
 * Throws where the file does not parse: a file not understood must not count as a file without imports.
 */
export function importsOf(path, source) {
  const { module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`)
  const found = []
  for (const { moduleRequest, entries } of module.staticImports) {
    found.push({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    })
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) found.push({ specifier: moduleRequest.value, typeOnly: isType })
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const text = source.slice(moduleRequest.start, moduleRequest.end)
    const literal = /^(['"`])([^$]*)\1$/.exec(text)
    // A computed specifier can't be judged; lazy imports don't make a cycle at load time.
    if (literal) found.push({ specifier: literal[2], typeOnly: true })
  }
  // `typeof import('x')` in a type is in none of these lists.
  for (const [, specifier] of source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)\s*[.<\]>[]/g)) {
    found.push({ specifier, typeOnly: true })
  }
  return found
}
