import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openTokenStore } from './token-store.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'raccord-tokens-'))
  folders.push(made)
  return made
}

test('permissions outlive the process, visits do not, and the file holds no token', async () => {
  const directory = await folder()
  const before = await openTokenStore('stet', directory)
  await before('RefreshToken').upsert('secret-refresh', { jti: 'secret-refresh', accountId: 'c1', grantId: 'g1' }, 60)
  await before('AccessToken').upsert('secret-access', { accountId: 'c1', grantId: 'g1' }, 60)
  await before('RefreshToken').upsert('other', { accountId: 'c2', grantId: 'g2' }, 60)
  await before('Interaction').upsert('visit', { uid: 'visit' }, 60)
  await before('RefreshToken').consume('other')
  const after = await openTokenStore('stet', directory)
  expect(await after('RefreshToken').find('secret-refresh')).toMatchObject({ jti: 'secret-refresh', accountId: 'c1' })
  expect((await after('RefreshToken').find('other'))?.consumed).toEqual(expect.any(Number))
  expect(await after('Interaction').find('visit')).toBeUndefined()
  expect(await readFile(join(directory, 'test-bank-tokens-stet.jsonl'), 'utf8')).not.toContain('secret-')
  await after('AccessToken').revokeByGrantId('g1')
  const last = await openTokenStore('stet', directory)
  expect(await last('AccessToken').find('secret-access')).toBeUndefined()
  expect(await last('RefreshToken').find('secret-refresh')).toBeUndefined()
  expect(await last('RefreshToken').find('other')).toBeDefined()
})
