import { randomUUID } from 'node:crypto'
import { own } from '@raccord/contract'
import type { Session } from './session.ts'

/** Headers of the options, their placeholders filled. One whose value would be empty is left out. */
export function fillHeaders(
  { options, bank, state, wire }: Session,
  operation: string,
  requestId: string,
  consentId: string | undefined,
): { [name: string]: string } {
  const now = bank.now()
  const values: { readonly [name: string]: () => string | undefined } = {
    requestId: () => requestId,
    uuid: randomUUID,
    date: () => now.toUTCString(),
    isoDate: () => now.toISOString(),
    operation: () => operation,
    psuId: () => state.psu[wire.headers.psuId],
    consentId: () => consentId,
    organisationId: () => bank.identity?.organisationId,
  }
  const special = Object.entries(options.operationHeaders)
    .filter(([name]) => name === operation || (name.endsWith('.*') && operation.startsWith(name.slice(0, -1))))
    .flatMap(([, headers]) => Object.entries(headers))
  const filled: { [name: string]: string } = {}
  for (const [name, template] of [...Object.entries(options.headers), ...special]) {
    const value = template.replace(/\{(\w+)\}/g, (whole, key: string) => {
      const known = own(values, key)
      return known ? (known() ?? '') : whole
    })
    if (value !== '') filled[name] = value
  }
  return filled
}
