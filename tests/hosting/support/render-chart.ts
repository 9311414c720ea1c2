import { stringify } from 'yaml'

/** As much of Go's templates as the chart uses: values, `if`, `quote`, `toYaml | nindent`. Anything else is an error. */
export function renderTemplate(text: string, world: Readonly<Record<string, unknown>>): string {
  const conditional = /\{\{-? if \.([\w.]+) \}\}((?:(?!\{\{-? (?:if|end))[\s\S])*?)\s*\{\{-? end \}\}/
  let whole = text
  for (let found = conditional.exec(whole); found; found = conditional.exec(whole)) {
    const [all, path = '', inner = ''] = found
    whole = whole.replace(all, () => (isTrue(valueAt(world, path)) ? inner : ''))
  }
  return whole.replaceAll(/\{\{-? (.*?) \}\}/g, (all, action: string) => {
    const [, yaml, by] = /^toYaml \.([\w.]+) \| nindent (\d+)$/.exec(action) ?? []
    if (yaml !== undefined) {
      const lines = stringify(valueAt(world, yaml)).trimEnd().split('\n')
      return lines.map((line) => `\n${' '.repeat(Number(by))}${line}`).join('')
    }
    const [, path, quoted] = /^\.([\w.]+)( \| quote)?$/.exec(action) ?? []
    if (path === undefined) throw new Error(`not understood: ${all}`)
    const value = valueAt(world, path)
    return quoted ? JSON.stringify(String(value)) : String(value)
  })
}

function valueAt(world: unknown, path: string): unknown {
  return path.split('.').reduce((at, name) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) throw new Error(`.${path} is no value`)
    return (at as Record<string, unknown>)[name]
  }, world)
}

/** An empty text, list or object counts as false. */
function isTrue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}
