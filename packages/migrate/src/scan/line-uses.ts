import { commentUses } from './comment-uses.ts'
import type { Use } from './finding.ts'
import { plainText } from './markup-uses.ts'
import { pathHits } from './path-hits.ts'
import { pathUses, signsOf } from './path-uses.ts'
import { isPrevious, isTelling, newNameOf, type PreviousParameter, previousParameters } from './previous-names.ts'

// `NAME=value`, `export NAME="value"`, `name: value`, `- name: value`, `- value`.
const setting = /^\s*(?:-\s+)?(?:export\s+)?(?:["']?(?<key>[\w.-]+)["']?\s*[:=]\s*)?["']?(?<value>[^\s"'].*)$/

/** Settings, line by line: `.env`, YAML, ini and their like. Only addresses are ever rewritten; names of settings are the program's own. */
export function lineUses(source: string): Use[] {
  const signs = signsOf(source)
  const uses: Use[] = []
  const keys: { readonly key: string; readonly start: number }[] = []
  let start = 0
  for (const line of source.split('\n')) {
    const comment = /(?:^|\s)#|^\s*;/.exec(line)
    const end = start + (comment?.index ?? line.length)
    if (comment) uses.push(...commentUses(source, end, start + line.length))
    const found = setting.exec(source.slice(start, end))
    const { key, value } = found?.groups ?? {}
    if (key !== undefined) keys.push({ key, start: start + line.indexOf(key) })
    if (value !== undefined) {
      const at = start + (found?.[0].length ?? 0) - value.length
      for (const hit of pathHits(plainText(source, at, end))) {
        const found = pathUses(hit, undefined, undefined, signs)
        // A path as a value is a setting; as a name it is the program's own address.
        const named = hit.lead === 'bare' && key !== undefined
        uses.push(...found.map((use) => (named ? { ...use, certainty: 'likely' as const } : use)))
      }
    }
    start += line.length + 1
  }
  const links = uses.some(({ ruleId, certainty }) => ruleId.startsWith('endpoint.') && certainty !== 'possible')
  for (const { key, start: at } of keys) {
    const name = nameIn(key)
    if (!name || (!isTelling(name) && !/widget/i.test(key))) continue
    uses.push({
      ruleId: `parameter.${name}`,
      certainty: links && isPrevious(key) ? 'likely' : 'possible',
      start: at,
      end: at + key.length,
      suggestion: `a name of your own program: on the wire it is ${newNameOf(name)} now`,
    })
  }
  return uses
}

/** `WIDGET_REDIRECT_URI`, `widget.captive-mode`. */
function nameIn(key: string): PreviousParameter | undefined {
  const plain = key.toLowerCase().replaceAll(/[.-]/g, '_')
  return previousParameters.find((name) => plain === name || plain.endsWith(`_${name}`))
}
