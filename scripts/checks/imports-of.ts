import { parseSync } from 'vite'

export interface Import {
  readonly specifier: string
  /** `lazy`: an `import()` that runs later. */
  readonly kind: 'value' | 'type' | 'lazy'
}

/**
 * What a source file imports, from the parser that also builds it.
 * Throws where the file does not parse: a file not understood must not count as a file without imports.
 */
export function importsOf(path: string, source: string): Import[] {
  const { module, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const found: Import[] = []
  for (const { moduleRequest, entries } of module.staticImports) {
    found.push({
      specifier: moduleRequest.value,
      kind: entries.length > 0 && entries.every((entry) => entry.isType) ? 'type' : 'value',
    })
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) found.push({ specifier: moduleRequest.value, kind: isType ? 'type' : 'value' })
    }
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const text = source.slice(moduleRequest.start, moduleRequest.end)
    const literal = /^(['"`])([^$]*)\1$/.exec(text)
    // A computed specifier can't be judged.
    if (literal?.[2] !== undefined) found.push({ specifier: literal[2], kind: 'lazy' })
  }
  // `typeof import('x')` in a type is in none of these lists.
  for (const [, specifier] of source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)\s*[.<\]>[]/g)) {
    if (specifier !== undefined) found.push({ specifier, kind: 'type' })
  }
  return found
}
