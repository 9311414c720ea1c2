import type { BankTransaction } from '@raccord/connector-kit'

/** An entry as sent, and what was sent once around it and others. */
export type RawEntry = Pick<BankTransaction, 'raw' | 'envelope'>

/**
 * What is kept of a page: the entries as sent, by their index, and behind them the envelopes that several share, each once. A
 * part of a batch booking is `[index of its envelope, text]`, so that a batch costs what it costs at the bank.
 */
export function rawPage(entries: readonly RawEntry[]): (string | [number, string])[] {
  const envelopes = new Map<string, number>()
  const parts = entries.map(({ raw, envelope }): string | [number, string] => {
    if (envelope === undefined) return raw
    const at = envelopes.get(envelope) ?? entries.length + envelopes.size
    envelopes.set(envelope, at)
    return [at, raw]
  })
  return [...parts, ...envelopes.keys()]
}
