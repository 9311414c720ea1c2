import { berlinGroup } from '@raccord/connector-berlin-group'
import type { TransactionsAnswer } from '@raccord/connector-kit'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { beginInput, expectKind } from './bench.ts'
import { consentValid, type Handler } from './hostile-bank.ts'
import { play } from './play-bank.ts'

/** Statements of a bank as files: what the driver makes of them. */

const own = 'DE89370400440532013000'
const statement = (iban: string, text: string) =>
  `<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>${iban}</IBAN></Id></Acct><Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><AddtlNtryInf>${text}</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>`
const zipped = (...texts: string[]) =>
  Buffer.from(zipSync(Object.fromEntries(texts.map((text, at) => [`${at}.xml`, strToU8(text)]))))

async function pages(handle: Handler): Promise<{ pages: TransactionsAnswer[]; accepted: (string | undefined)[] }> {
  const { bank, seen } = await play(handle)
  const { state } = expectKind(await berlinGroup.begin(bank, beginInput('REDIRECT')), 'done')
  const found: TransactionsAnswer[] = []
  const account = { bankId: 'a', resource: 'account', currency: 'EUR', iban: own } as const
  for await (const page of berlinGroup.transactions(bank, state, account, {})) found.push(page)
  return { pages: found, accepted: seen.map(({ headers }) => headers.accept) }
}
const texts = (found: readonly TransactionsAnswer[]) =>
  found.map((one) =>
    one.kind === 'page' ? one.transactions.map(({ additionalInformation }) => additionalInformation) : one.detail,
  )

test('a zip behind the download link: asked for as any file, of this account alone', async () => {
  const { pages: found, accepted } = await pages((call, response) => {
    if (call.url.includes('/file')) {
      response.setHeader('Content-Type', 'application/zip')
      response.end(zipped(statement(own, 'mine'), statement('DE74310108330000009001', 'not mine')))
      return undefined
    }
    return call.url.includes('/transactions')
      ? { transactions: { _links: { download: { href: '/xs2a/file' } } } }
      : consentValid(call)
  })
  expect(texts(found)).toEqual([[], ['mine']])
  expect(accepted.at(-1)).toContain('application/zip')
})

test('a zip in which a file is no statement: the rest is read, and that is told', async () => {
  const { pages: found } = await pages((call, response) => {
    if (!call.url.includes('/transactions')) return consentValid(call)
    response.end(zipped(statement(own, 'mine'), 'a letter'))
    return undefined
  })
  expect(found).toMatchObject([{ kind: 'page', skipped: ['file_unreadable'] }])
})

test.each([
  ['a broken zip', () => zipped(statement(own, 'mine'.repeat(500))).subarray(0, 60)],
  ['a zip without a statement', () => zipped('a letter')],
  ['a statement of somebody else', () => Buffer.from(statement('DE74310108330000009001', 'not mine'))],
])('%s is no success without entries', async (_what, body) => {
  const { pages: found } = await pages((call, response) => {
    if (!call.url.includes('/transactions')) return consentValid(call)
    response.end(body())
    return undefined
  })
  expect(found).toMatchObject([{ kind: 'failed', reason: 'bank_answer_invalid' }])
})
