import { CHALLENGE_WORDS, EVENT_WORDS, MODIFIER_WORDS } from './words.ts'

export type Composed =
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly known: readonly string[] }

/**
 * The file behind a composed login, the login being its own password:
 *
 *     login  = [base "+"] terms [ ".then" [ "(" days ")" ] "." ( event | terms ) ] [ "@" tag ]
 *     terms  = term *( "+" term )        term = word [ "(" number ")" ]
 *
 * `base` is the login of a bundled file, whose accounts and records are taken; `success` without one. A tag makes another
 * person of the same words. `undefined`: not composed at all.
 */
export function composeScenario(login: string, base: (name: string) => string | undefined): Composed | undefined {
  if (login.length > 100 || !/^[a-z0-9_+.()@-]+$/.test(login)) return undefined
  const [, words = '', then, days, after, tag] =
    /^([^@]*?)(\.then(?:\((\d{1,4})\))?\.([^@]*))?(@[\w-]{1,40})?$/.exec(login) ?? []
  const lone = Object.hasOwn(CHALLENGE_WORDS, words) || (tag !== undefined && base(words) !== undefined)
  if (words === '' || (!lone && then === undefined && !/[+.(]/.test(words))) return undefined
  const [first = '', ...rest] = words.split('+')
  const file = Object.hasOwn(CHALLENGE_WORDS, first) ? undefined : base(first)
  const before = readTerms(file === undefined ? [first, ...rest] : rest)
  if (!Array.isArray(before)) return before
  const later = after === undefined ? [] : readAfter(after, days)
  if (!Array.isArray(later)) return later
  const accounts = (file ?? base('success') ?? '').replace(/^CREDENTIALS\|.*$/m, '').replace(/^#.*$/gm, '')
  const head = [`# Composed of the words of this login`, `CREDENTIALS|${login}|${login}`]
  return { kind: 'file', text: `${[...head, ...before, accounts.trim(), ...later].join('\n')}\n` }
}

function readAfter(after: string, days: string | undefined): string[] | Extract<Composed, { kind: 'unknown' }> {
  const event = Object.hasOwn(EVENT_WORDS, after) ? EVENT_WORDS[after] : undefined
  const when = days === undefined ? 'reads|0' : `days|${days}`
  if (event) return [`THEN|${when}|${event.consent}`, ...event.records]
  const terms = readTerms(after.split('+'))
  if (Array.isArray(terms)) return [`THEN|${when}|expired`, ...terms]
  return { ...terms, known: [...Object.keys(EVENT_WORDS), ...Object.keys(CHALLENGE_WORDS)] }
}

function readTerms(terms: readonly string[]): string[] | Extract<Composed, { kind: 'unknown' }> {
  const table = { ...CHALLENGE_WORDS, ...MODIFIER_WORDS }
  const records: string[] = []
  for (const term of terms) {
    const [, name = '', number] = /^([a-z_0-9]+)(?:\((\d{1,4})\))?$/.exec(term) ?? []
    const word = Object.hasOwn(table, name) ? table[name] : undefined
    const orphan = Object.hasOwn(MODIFIER_WORDS, name) && records.length === 0
    if (!word || orphan) return { kind: 'unknown', word: term.slice(0, 40), known: Object.keys(table) }
    records.push(...word.records(number === undefined ? (word.usual ?? 0) : Number(number)))
  }
  return records
}
