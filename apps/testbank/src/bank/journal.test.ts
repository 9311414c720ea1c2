import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleConsent } from '../testing/sample-consent.ts'
import { BANK_OFFERED, RETURN, startTestTpp } from '../testing/test-tpp.ts'
import { openConsentBook } from './consent-book.ts'
import { fileJournal } from './journal.ts'

let dataDirectory = ''
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'test-bank-'))
})
afterEach(() => rm(dataDirectory, { recursive: true }))

test('a restart in the middle of a sign-in loses nothing, not even with a torn line', async () => {
  const first = await startTestTpp({ dataDirectory })
  const done = await first.agreeByRedirect('dev')
  const before = (await first.read(done.id, '/accounts')).body.accounts?.map(({ resourceId }) => resourceId)
  const { body } = await first.consent(BANK_OFFERED)
  const { url } = await first.open(body._links?.['scaRedirect']?.href ?? '')
  await first.post(url, { step: 'login', login: 'dev', password: 'dev' })
  await first.close()
  const [file = ''] = await readdir(dataDirectory)
  await appendFile(join(dataDirectory, file), '{"id":"torn')

  const second = await startTestTpp({ dataDirectory })
  try {
    const after = (await second.read(done.id, '/accounts')).body.accounts?.map(({ resourceId }) => resourceId)
    expect(after).toEqual(before)
    const address = second.origin + new URL(url).pathname
    expect(
      (await second.post(address, { step: 'accounts', decision: 'approve', account: 'rtb-current-1' })).location,
    ).toBe(RETURN)
    expect((await second.read(body.consentId ?? '', '/accounts')).body.accounts).toHaveLength(1)
  } finally {
    await second.close()
  }
})

test('no password, link or page address is written down', async () => {
  const tpp = await startTestTpp({ dataDirectory })
  const { body } = await tpp.consent(BANK_OFFERED)
  const link = body._links?.['scaRedirect']?.href ?? ''
  const { url } = await tpp.open(link)
  await tpp.post(url, { step: 'login', login: 'dev', password: 'canary-password' })
  await tpp.post(url, { step: 'login', login: 'otp', password: 'otp' })
  await tpp.post(url, { step: 'accounts', decision: 'approve', account: 'otp-current' })
  await tpp.post(url, { step: 'otp', otp: '123456' })
  await tpp.close()
  const [file = ''] = await readdir(dataDirectory)
  const text = await readFile(join(dataDirectory, file), 'utf8')
  expect(text).toContain('"valid"')
  for (const secret of ['canary-password', '123456', link.split('/').at(-1), url.split('/').at(-1)])
    expect(text).not.toContain(secret)
})

test('the file is written anew before it grows without end', async () => {
  const journal = fileJournal(dataDirectory, 4)
  await journal.load()
  const book = await openConsentBook(journal, { now: () => new Date() }, 2)
  for (let count = 0; count < 9; count += 1) await book.save(sampleConsent(`c${count}`, Date.now()))
  const [file = ''] = await readdir(dataDirectory)
  const lines = (await readFile(join(dataDirectory, file), 'utf8')).trim().split('\n')
  expect(lines.length).toBeLessThanOrEqual(3)
  expect(lines.at(-1)).toContain('"c8"')
})
