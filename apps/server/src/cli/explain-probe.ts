import type { Probe } from '@raccord/connector-fints'

/** What a code means for the operator, the first that the bank said. */
const sentences: readonly (readonly [number, string])[] = [
  [
    9078,
    'does not know your registration number (9078). A new number reaches each bank at its own time, up to eight weeks after it was given: try again later, and write to Deutsche Kreditwirtschaft if it stays so',
  ],
  [
    9400,
    'has no anonymous dialog, or takes none with this number (9400). Whether it knows the number shows at a sign-in alone: set "anonymous": false for it',
  ],
  [9010, 'cannot answer now (9010): try again later'],
  [9110, 'cannot read our message (9110): please report this'],
  [9800, 'ended the dialog without a reason (9800): try again later; if it stays so, it may not know your number yet'],
]

/** One sentence on what a bank said to a check. `fault`: the number does not work there. */
export function explainProbe(probe: Probe): { readonly fault: boolean; readonly sentence: string } {
  switch (probe.kind) {
    case 'answers':
      return {
        fault: false,
        sentence: `answers, and takes your registration number; ${probe.methods} methods of TAN that can be used here, statements ${statements(probe.orders)}`,
      }
    case 'refuses': {
      const known = sentences.find(([code]) => probe.codes.includes(code))
      const all = probe.codes.map((code) => String(code).padStart(4, '0')).join(' ')
      return { fault: known?.[0] !== 9400, sentence: known?.[1] ?? `refuses (${all})` }
    }
    case 'failed':
      return { fault: true, sentence: `cannot be asked (${probe.detail})` }
  }
}

function statements(orders: readonly string[]): string {
  const kinds = [...(orders.includes('HKCAZ') ? ['camt'] : []), ...(orders.includes('HKKAZ') ? ['MT940'] : [])]
  return kinds.length > 0 ? `in ${kinds.join(' and ')}` : 'not offered'
}
