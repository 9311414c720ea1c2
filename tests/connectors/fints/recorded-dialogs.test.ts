import { fints } from '@raccord/connector-fints'
import { type AccountHandle, type ConnectorState, Secret, type TransactionsAnswer } from '@raccord/connector-kit'
import { describe, expect, it } from 'vitest'
import { beginInput, expectKind } from '../bench.ts'
import { code } from './fints-bench.ts'
import { contextOf, type Frame, framesOf, hasRecorded, recorded, replay } from './recorded.ts'

const banks = {
  gls: { blz: '43060967' },
  consors: { blz: '76030080' },
  ing: { blz: '50010517', anonymous: false, oneStepOnly: true },
  ksk: { blz: '71152570' },
  atruvia: { blz: '11223344' },
} as const
type Bank = keyof typeof banks

function open(bank: Bank, frames: readonly Frame[], refused?: readonly string[]) {
  const { used } = recorded(bank)
  const typed = { login: used['user']?.[0] ?? '', password: used['pin']?.[0] ?? '' }
  const played = replay(frames, refused)
  return {
    ...played,
    context: contextOf(played.http, banks[bank], typed),
    begin: () => fints.begin(contextOf(played.http, banks[bank], typed), beginInput('EMBEDDED', typed)),
  }
}

async function pagesOf(context: ReturnType<typeof open>['context'], state: ConnectorState, account: AccountHandle) {
  const pages: TransactionsAnswer[] = []
  for await (const page of fints.transactions(context, state, account, {})) pages.push(page)
  return pages
}

const first = (state: ConnectorState): AccountHandle => {
  const { user } = state as {
    user: { accounts: { iban?: string; number: string; sub: string; blz: string; currency: string }[] }
  }
  const [account] = user.accounts
  if (!account) throw new Error('no account')
  const bankId = account.iban ?? [account.blz, account.number, account.sub].join(':')
  return { bankId, resource: 'account', currency: account.currency, ...(account.iban ? { iban: account.iban } : {}) }
}

/** As after the list of SEPA; numbers in the recorded one were made another than those of the person's parameters. */
const inSepa = (state: ConnectorState): ConnectorState => {
  const copy = JSON.parse(JSON.stringify(state))
  copy.user.accounts[0].iban = 'DE02120300000000202051'
  return copy
}

if (!hasRecorded)
  console.warn('Recorded FinTS dialogs are not there (RACCORD_FINTS_DIALOGS): their replay is left out.')

describe.skipIf(!hasRecorded)('dialogs recorded at banks', () => {
  it('GLS: login without a TAN, and the way out', async () => {
    const bank = open('gls', framesOf('gls', 'testInitAndEndDialog'))
    const done = expectKind(await bank.begin(), 'done')
    expect(done.state).toMatchObject({ method: '942', systemId: expect.stringMatching(/^FAKEKUNDENSYSTEM/) })
    const state = await fints.endRun?.(bank.context, done.state)
    expect(state).not.toMatchObject({ dialog: expect.anything() })
    expect(bank.left()).toBe(0)
  })

  it('GLS: statements that ask for a TAN end a reading without the person', async () => {
    const frames = framesOf('gls', 'testWithTanPaginated').slice(0, 6)
    const bank = open('gls', frames, ['HKSAL', 'HKEND'].slice(0, 1))
    const done = expectKind(await bank.begin(), 'done')
    const withEnd = replay(frames.slice(5), ['HKEND'])
    const pages = await pagesOf({ ...bank.context, http: withEnd.http }, done.state, first(done.state))
    expect(pages).toMatchObject([{ kind: 'failed', reason: 'challenge_expired' }])
    expect(withEnd.sent.at(-1)).toContain('HKEND:3:1+')
  })

  it('GLS: three pages of camt by touchdown, documents without an entry', async () => {
    const [anonymous, away, sync, synced, login, asks, page1, page2, page3] = framesOf('gls', 'testWithTanPaginated')
    if (!anonymous || !away || !sync || !synced || !login || !asks || !page1 || !page2 || !page3)
      throw new Error('frames')
    // As where the bank asks for no TAN: the first page comes at once.
    const frames = [
      anonymous,
      away,
      sync,
      synced,
      login,
      { request: asks.request, response: page1.response },
      page2,
      page3,
    ]
    const bank = open('gls', frames)
    const done = expectKind(await bank.begin(), 'done')
    const pages = await pagesOf(bank.context, done.state, first(done.state))
    expect(pages.map((page) => (page.kind === 'page' ? page.transactions.length : page))).toEqual([0, 0, 0])
    const touchdowns = bank.sent
      .slice(-3)
      .map((message) => /\+\d{8}\+\d{8}\+\+([^+']*(?:\?.[^+']*)*)/.exec(message)?.[1])
    expect(touchdowns[0]).toBeUndefined()
    expect(touchdowns[1]).toContain('2020')
    expect(bank.left()).toBe(0)
  })

  it('Consors: a TAN at login, codes on another segment than the standard has', async () => {
    const bank = open('consors', framesOf('consors', 'testGetStatementOfAccount'))
    const asked = expectKind(await bank.begin(), 'challenge')
    expect(asked.challenge).toMatchObject({
      kind: 'otp',
      message: 'Bitte TAN eingeben.',
      maxLength: 8,
      format: 'digits',
    })
    const done = expectKind(await fints.resume(bank.context, asked.state, code('98765432')), 'done')
    const state = inSepa(done.state)
    const { iban: _, ...anonymised } = first(state)
    const pages = await pagesOf(bank.context, state, anonymised)
    expect(pages).toHaveLength(1)
    const [page] = pages
    if (page?.kind !== 'page') throw new Error(JSON.stringify(page))
    expect(page.transactions.map(({ amount }) => amount)).toEqual([
      { minor: -280, currency: 'EUR' },
      { minor: -1130, currency: 'EUR' },
      { minor: -1550, currency: 'EUR' },
    ])
    expect(page.transactions[0]).toMatchObject({ bookingDate: '2019-11-18', counterpartyName: 'Max Mustermannig' })
    expect(bank.left()).toBe(0)
  })

  it('Consors: nothing booked is an empty page', async () => {
    const bank = open('consors', framesOf('consors', 'testGetStatementOfAccountEmpty'))
    const asked = expectKind(await bank.begin(), 'challenge')
    const done = expectKind(await fints.resume(bank.context, asked.state, code('98765432')), 'done')
    const state = inSepa(done.state)
    expect(await pagesOf(bank.context, state, first(state))).toMatchObject([{ kind: 'page', transactions: [] }])
  })

  it('Consors: accounts of SEPA', async () => {
    const bank = open('consors', framesOf('consors', 'testGetSEPAAccounts'))
    const asked = expectKind(await bank.begin(), 'challenge')
    const done = expectKind(await fints.resume(bank.context, asked.state, code('98765432')), 'done')
    const answer = await fints.accounts(bank.context, done.state)
    if (answer.kind !== 'accounts') throw new Error(answer.detail)
    expect(answer.accounts.length).toBeGreaterThan(0)
    expect(answer.accounts[0]).toMatchObject({ name: 'Lohn/Gehalt/Rente Privat', currency: 'EUR', number: '012345678' })
    expect(bank.left()).toBe(0)
  })

  it('ING: one step, no anonymous dialog, no methods', async () => {
    const bank = open('ing', framesOf('ing', 'testGetSEPAAccounts'))
    const done = expectKind(await bank.begin(), 'done')
    const answer = await fints.accounts(bank.context, done.state)
    if (answer.kind !== 'accounts') throw new Error(answer.detail)
    expect(answer.accounts.length).toBeGreaterThan(0)
    expect(bank.left()).toBe(0)
  })

  it('ING: a wrong PIN is sent once, and its refusal comes without an envelope', async () => {
    const bank = open('ing', framesOf('ing', 'testInitDialogWithBlockedPin'))
    expect(expectKind(await bank.begin(), 'failed')).toMatchObject({ reason: 'wrong_credentials', bankCode: '9942' })
    expect(bank.sent).toHaveLength(1)
  })

  it('ING: no entries', async () => {
    const bank = open('ing', framesOf('ing', 'testGetStatementOfAccountTest'))
    const done = expectKind(await bank.begin(), 'done')
    expect(await pagesOf(bank.context, done.state, first(done.state))).toMatchObject([
      { kind: 'page', transactions: [] },
    ])
  })

  it('Kreissparkasse: locked access is told as a warning, and nothing follows it', async () => {
    const bank = open('ksk', framesOf('ksk', 'testInitDialogWithBlockedPin'))
    let outcome = await bank.begin()
    if (outcome.kind === 'challenge') {
      outcome = await fints.resume(bank.context, outcome.state, { kind: 'choice', id: '910' })
    }
    expect(expectKind(outcome, 'failed')).toMatchObject({ reason: 'action_needed_at_bank', bankCode: '3938' })
    expect(bank.left()).toBe(0)
    expect(await fints.accounts(bank.context, outcome.state ?? {})).toMatchObject({ reason: 'action_needed_at_bank' })
  })

  it('Atruvia: two versions of HITANS, unknown segments, the newest format of camt', async () => {
    const frames = framesOf('atruvia', 'testVopWithResultImmediateSuccess').slice(0, 5)
    const bank = open('atruvia', frames)
    const done = expectKind(await bank.begin(), 'done')
    const { bank: known } = done.state as {
      bank: { methods: { id: string; version: number; kind: string; polls?: object }[] }
    }
    expect(known.methods.find(({ id }) => id === '946')).toMatchObject({
      version: 7,
      kind: 'decoupled',
      polls: { most: 150, firstMs: 2_000, nextMs: 2_000, automatic: true },
    })
    expect(done.state).toMatchObject({ method: '946' })
    const statements = replay([], ['HKCAZ', 'HKKAZ'])
    await pagesOf({ ...bank.context, http: statements.http }, done.state, first(done.state))
    expect(statements.sent[0]).toContain('camt.052.001.08')
  })

  it('errors in their structure', async () => {
    for (const name of ['testInitializationErrorMissingField', 'testInitializationErrorInvalidSegment']) {
      const bank = replay(framesOf('errors', name), [])
      const context = contextOf(bank.http, { blz: '11223344' }, { login: 'x', password: 'y' })
      const typed = { login: new Secret('x'), password: new Secret('y') }
      const input = { ...beginInput('EMBEDDED'), credentials: typed }
      // The anonymous dialog failed by our fault: the sign-in is tried, and here nothing was recorded for it.
      await expect(fints.begin(context, input)).rejects.toThrow('nothing more was recorded: HKIDN:2,HKVVB:3,HKSYN:3')
    }
  })
})
