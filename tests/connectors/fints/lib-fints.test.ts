import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTestBank, type TestBench } from '../bench.ts'

/**
 * Another maker's program at our test bank: what it understands was not understood by ourselves alone. It is under the LGPL, no part
 * of Raccord and no dependency: where somebody has installed it (`npm install lib-fints` in a folder of its own, named in
 * `RACCORD_LIB_FINTS`), it is asked.
 */
const folder = process.env['RACCORD_LIB_FINTS']
const entry = folder === undefined ? undefined : pathToFileURL(`${folder}/node_modules/lib-fints/dist/index.js`).href
if (entry === undefined)
  console.warn('lib-fints is not there (RACCORD_LIB_FINTS): no other program is tried at our bank.')

/** The part of it that is used here. */
interface Response {
  readonly success: boolean
  readonly requiresTan: boolean
  readonly tanReference?: string
  readonly tanChallenge?: string
  readonly bankAnswers: readonly { readonly code: number; readonly text: string }[]
  readonly bankingInformation?: {
    readonly systemId: string
    readonly bpd?: { readonly availableTanMethodIds: readonly number[]; readonly bankName?: string }
    readonly upd?: { readonly bankAccounts: readonly { readonly accountNumber: string; readonly iban?: string }[] }
  }
  readonly balance?: { readonly balance: number; readonly currency: string }
  readonly statements?: readonly {
    readonly transactions: readonly { readonly amount: number; readonly purpose: string }[]
  }[]
}
interface Client {
  synchronize(): Promise<Response>
  synchronizeWithTan(reference: string, tan?: string): Promise<Response>
  selectTanMethod(id: number): void
  selectTanMedia(name: string): void
  getAccountBalance(account: string): Promise<Response>
  getAccountStatements(account: string, from?: Date, to?: Date): Promise<Response>
}
interface Library {
  readonly FinTSClient: new (config: unknown) => Client
  readonly FinTSConfig: {
    forFirstTimeUse(product: string, version: string, url: string, blz: string, user: string, pin: string): unknown
  }
}

let bench: TestBench
beforeAll(async () => {
  bench = await startTestBank()
})
afterAll(() => bench.close())

describe.skipIf(entry === undefined)('another program at our test bank', () => {
  // It goes where the bank's parameters say (HIKOM), which Raccord never does: at our bank that leads nowhere.
  const real = globalThis.fetch
  beforeEach(() => {
    vi.stubGlobal('fetch', (address: string, init?: RequestInit) =>
      real(String(address).replace(/^https:\/\/elsewhere\.example\/.*$/, `${bench.url}/fints`), init),
    )
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  async function client(login: string, pin = login): Promise<Client> {
    const { FinTSClient, FinTSConfig } = (await import(/* @vite-ignore */ entry ?? '')) as Library
    return new FinTSClient(
      FinTSConfig.forFirstTimeUse('0123456789ABCDEF', '1.0', `${bench.url}/fints`, '99904120', login, pin),
    )
  }
  const codes = ({ bankAnswers }: Response) => bankAnswers.map(({ code }) => code)

  it('signs in, and reads accounts, balances and statements', async () => {
    const program = await client('dev')
    const first = await program.synchronize()
    expect(first.success, `${codes(first)}`).toBe(true)
    expect(first.bankingInformation?.bpd?.availableTanMethodIds).toContain(912)
    program.selectTanMethod(912)
    const second = await program.synchronize()
    expect(second, `${codes(second)}`).toMatchObject({ success: true, requiresTan: false })
    const accounts = second.bankingInformation?.upd?.bankAccounts ?? []
    expect(accounts.map(({ iban }) => iban)).toContain('FR7630999041200010278041382')
    const account = accounts.find(({ iban }) => iban === 'FR7630999041200010278041382')?.accountNumber ?? ''
    const balance = await program.getAccountBalance(account)
    expect(balance).toMatchObject({ success: true, balance: { currency: 'EUR' } })
    // Our bank wants both days, as some do.
    const read = await program.getAccountStatements(account, new Date(Date.now() - 600 * 86_400_000), new Date())
    expect(read.success, `${codes(read)}`).toBe(true)
    const entries = read.statements?.flatMap(({ transactions }) => transactions) ?? []
    expect(entries.length).toBeGreaterThan(100)
    expect(entries.some(({ amount, purpose }) => amount === -67.64 && purpose.includes('SUPERMARCHE LES HALLES'))).toBe(
      true,
    )
  })

  it('answers a photoTAN', async () => {
    const program = await client('photo_tan@lib')
    await program.synchronize()
    program.selectTanMethod(902)
    const asked = await program.synchronize()
    expect(asked, `${codes(asked)}`).toMatchObject({ success: true, requiresTan: true })
    const done = await program.synchronizeWithTan(asked.tanReference ?? '', '7654321')
    expect(done, `${codes(done)}`).toMatchObject({ success: true, requiresTan: false })
    expect(done.bankingInformation?.upd?.bankAccounts.length).toBeGreaterThan(0)
  })

  it('waits for the app', async () => {
    const program = await client('push@lib')
    await program.synchronize()
    program.selectTanMethod(940)
    const asked = await program.synchronize()
    expect(asked, `${codes(asked)}`).toMatchObject({ success: true, requiresTan: true })
    const early = await program.synchronizeWithTan(asked.tanReference ?? '')
    expect(early, `${codes(early)}`).toMatchObject({ requiresTan: true })
    const address = /http:\S+\/app\/[0-9a-f-]+/.exec(asked.tanChallenge ?? '')?.[0] ?? ''
    await fetch(address, { method: 'POST', body: new URLSearchParams({ decision: 'approve' }) })
    const done = await program.synchronizeWithTan(asked.tanReference ?? '')
    expect(done, `${codes(done)}`).toMatchObject({ success: true, requiresTan: false })
  })

  it('is told of a wrong PIN', async () => {
    const wrong = await (await client('dev', 'nope')).synchronize()
    expect(wrong.success).toBe(false)
    expect(codes(wrong)).toContain(9942)
  })
})
