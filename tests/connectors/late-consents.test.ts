import { berlinGroup } from '@raccord/connector-berlin-group'
import type { ConnectorState } from '@raccord/connector-kit'
import { expect, test, vi } from 'vitest'
import { beginInput } from './bench.ts'
import { hostileBank } from './hostile-bank.ts'

test('a consent that a bank made after its time was up is told, and can be ended by what is told', async () => {
  const held: (() => void)[] = []
  const { bank, base, seen, close } = await hostileBank(
    ({ method }, response, base) => {
      if (method === 'DELETE') {
        response.statusCode = 204
        response.end()
        return undefined
      }
      held.push(() => {
        response.writeHead(201, { 'content-type': 'application/json' })
        const self = { href: `${base}/v1/consents/late` }
        const links = { self, scaRedirect: { href: 'https://bank.example/' } }
        response.end(JSON.stringify({ consentStatus: 'received', consentId: 'late', _links: links }))
      })
      return undefined
    },
    {},
    '/xs2a',
    500,
  )
  const abandoned: ConnectorState[] = []
  const outcome = await berlinGroup.begin(
    { ...bank, abandoned: (state) => abandoned.push(state) },
    beginInput('REDIRECT'),
  )
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'bank_unavailable' })
  await vi.waitFor(() => expect(held).toHaveLength(1), 30_000)
  expect(abandoned).toEqual([])
  held[0]?.()
  await vi.waitFor(() => expect(abandoned).toHaveLength(1), 30_000)
  const [state] = abandoned
  for (let tries = 0; state && tries < 5; tries += 1)
    if ((await berlinGroup.revoke(bank, state)).kind === 'revoked') break
  expect(seen.filter(({ method }) => method === 'DELETE').map(({ url }) => new URL(url, base).pathname)).toContain(
    '/xs2a/v1/consents/late',
  )
  await close()
})
