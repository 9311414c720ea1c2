/** The inside of a field 86 in the German form: `166?00GUTSCHRIFT?20Rechnung?32Mia`. */
export interface Subfields {
  readonly code: string | undefined
  /** Separator, for what another field 86 goes on with. */
  readonly mark: string
  /** What stands before the first of them. */
  readonly before: string
  readonly fields: readonly { readonly id: number; readonly text: string }[]
}

/** Positions looked at with care; more marks than a field can have are no statement of a bank. */
const maxMarks = 200

/**
 * A mark is one only where it may be: a number that the form has, each once, in the order of the form. `Alles klar? Danke`,
 * `?50 Euro` and a `?33` in the middle of a purpose are text. `undefined`: another form.
 */
export function subfieldsOf(text: string): Subfields | undefined {
  const head = /^(\d{3})?\s*([?+/>@|~<*^])(?=(?:00|10|2\d|3\d|6\d))/.exec(text)
  const bare = /^[^?]{0,100}(?=\?(?:00|10|20))/.exec(text)
  const mark = head?.[2] ?? (bare ? '?' : undefined)
  if (mark === undefined) return undefined
  const flat = text.replace(/\n/g, '')
  const marks = chosen(candidates(flat, mark))
  const code = head?.[1] ?? /^\d{3}(?=\s|$)/.exec(bare?.[0] ?? '')?.[0]
  // One number behind a question mark is how people write, too; other separators are rarer still.
  if (marks.length < (mark === '?' && code !== undefined ? 1 : 2)) return undefined
  const start = flat.slice(0, marks[0]?.at ?? 0)
  if (!isCertain(marks, mark, code !== undefined, start === '')) return undefined
  return {
    code,
    mark,
    before: (code === undefined ? start : start.slice(code.length)).trim(),
    fields: marks.map(({ id, at }, index) => ({ id, text: flat.slice(at + 3, marks[index + 1]?.at ?? flat.length) })),
  }
}

/** `+32 2 555 of +33 1 44`, `>20 Jahre, >30 Jahre`, `Nur?20 oder?30 Euro` are how people write: there the form must show itself. */
function isCertain(marks: readonly Mark[], mark: string, coded: boolean, atStart: boolean): boolean {
  const [first, second] = marks.map(({ id }) => id)
  if (first === 0 || (first === 20 && second === 21)) return true
  return mark === '?' ? coded || atStart : coded && (first === 10 || first === 20)
}

interface Mark {
  readonly id: number
  readonly at: number
}

function candidates(flat: string, mark: string): Mark[] {
  const found: Mark[] = []
  for (let at = flat.indexOf(mark); at !== -1 && found.length < maxMarks; at = flat.indexOf(mark, at + 1)) {
    const digits = flat.slice(at + 1, at + 3)
    if (/^(?:[0-3]\d|6\d)$/.test(digits)) found.push({ id: Number(digits), at })
  }
  return found
}

/** The most of them that stand in the order of the form: purpose and its continuation upwards, parties in any order. */
function chosen(marks: readonly Mark[]): readonly Mark[] {
  const rank = (id: number) => (id >= 30 && id < 40 ? 30 : id)
  const best: { readonly mark: Mark; readonly length: number; readonly before: number; readonly ids: Set<number> }[] =
    []
  for (const mark of marks) {
    let before = -1
    best.forEach((one, index) => {
      const fits = rank(one.mark.id) <= rank(mark.id) && !one.ids.has(mark.id)
      if (fits && one.length > (best[before]?.length ?? 0)) before = index
    })
    const ids = new Set(best[before]?.ids).add(mark.id)
    best.push({ mark, length: (best[before]?.length ?? 0) + 1, before, ids })
  }
  const most = Math.max(...best.map(({ length }) => length))
  let end = best.findIndex(({ length }) => length === most)
  const found: Mark[] = []
  for (let one = best[end]; one; one = best[end]) {
    found.unshift(one.mark)
    end = one.before
  }
  return found
}
