/**
 * `secret`: may rest nowhere in the clear and be told to nobody but its owner. `personal`: rests in the tables of the data
 * itself, and is in no log, address or error. `bank`: ids that only the bank and the sealed state know.
 */
export type CanaryKind = 'secret' | 'personal' | 'bank'

export interface Canary {
  readonly name: string
  readonly kind: CanaryKind
  readonly value: string
}

/** Values that exist once in the world, so that wherever one turns up it came from here. */
export class Canaries {
  readonly #all = new Map<string, Canary>()

  add(name: string, kind: CanaryKind, value: string | undefined): void {
    if (value === undefined || value.length < 8) throw new Error(`canary ${name} is too short to be told from chance`)
    if (!this.#all.has(value)) this.#all.set(value, { name, kind, value })
  }

  get all(): readonly Canary[] {
    return [...this.#all.values()]
  }

  /** Names of what is found in `text`, in any of the forms in which it could have been written. */
  in(text: string, ...kinds: readonly CanaryKind[]): string[] {
    const found = this.all.filter(
      ({ kind, value }) => kinds.includes(kind) && formsOf(value).some((form) => text.includes(form)),
    )
    return [...new Set(found.map(({ name }) => name))].sort()
  }
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8')
  const forms = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), bytes.toString('hex')]
  // Base64 of a longer text holds it in one of three alignments; what lies within whole groups is the same in each.
  for (const lead of [0, 1, 2]) {
    const shifted = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64')
    const from = lead === 0 ? 0 : 4
    const whole = shifted.slice(from, shifted.length - (shifted.length % 4) - 4)
    if (whole.length >= 8) forms.push(whole, whole.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return forms
}
