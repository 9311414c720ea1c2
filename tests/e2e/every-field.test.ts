import { expect, it } from 'vitest'
import type { AccountOut, TransactionOut } from '../../packages/contract/src/wire/index.ts'
import { describeInChromium } from '../support/browser.ts'
import { opening } from './opening.ts'
import { useWorld } from './world.ts'

/** What a client may meet is there to be met in a sandbox, at each protocol that can say it. */
describeInChromium('every field in the data of a sandbox', (browsers) => {
  const at = useWorld()
  const opens = opening(browsers, at)
  const withoutScript = { javaScriptEnabled: false }

  const found = (rows: readonly TransactionOut[], label: string) => rows.find((row) => row.label.includes(label))
  const of = (accounts: readonly AccountOut[], type: AccountOut['type']) => accounts.find((one) => one.type === type)

  it('Berlin Group, both ways: notes, source, check number, details of card, savings and loan, owner, pending', async () => {
    const { person, user } = await opens({}, withoutScript)
    await person.connectsByRedirect()
    await person.sees('offer')
    await person.does('offer_accept')
    await person.signsInHere()
    await person.sees('success')
    const rows = await at().api.transactionsByPage(user, 500)
    expect(found(rows, 'VIR SALAIRE')).toMatchObject({
      source: { label: 'Ateliers du Quai' },
      notes: expect.stringMatching(/^VIR SALAIRE ATELIERS DU QUAI REF \d{6}\nSalaire de \p{L}+ 20\d\d$/u),
    })
    const cheque = found(rows, 'CHEQUE ')
    expect(cheque?.check_number).toBe(cheque?.label.replace('CHEQUE ', ''))
    expect(rows.filter(({ status }) => status === 'PENDING').length).toBeGreaterThan(2)
    const accounts = await at().api.accounts(user)
    expect(accounts.every(({ owner }) => owner?.name === 'Camille Arnaud')).toBe(true)
    expect(of(accounts, 'CREDIT_CARD')?.credit_card).toEqual({ credit_limit: 3000, statement_day: 28 })
    expect(of(accounts, 'SAVINGS')?.savings).toEqual({ interest_rate: 1.7, ceiling: 22_950 })
    expect(of(accounts, 'LOAN')?.loan).toEqual({
      ...{ borrowed_amount: 165_000, interest_rate: 1.95, monthly_payment: 645.18, end_date: '2047-03-06' },
    })
  })

  it.each([
    ['STET', 'Crédit Agreste Val de Loire', 'anne', 'RECTORAT', 'Rectorat de Rennes', undefined],
    ['Open Banking UK', 'Thornbridge Bank', 'emily', 'SALARY', 'Peakside Pottery Ltd', { credit_limit: 2500 }],
    [
      'Enable Banking',
      'Raccord Test Bank via Enable Banking',
      'dev',
      'VIR SALAIRE',
      'Ateliers du Quai',
      { credit_limit: 3000 },
    ],
  ] as const)('%s', async (_protocol, bank, login, label, source, card) => {
    const { person, user } = await opens({}, withoutScript)
    await person.connectsByRedirect({ login }, bank)
    await person.sees('success')
    const rows = await at().api.transactionsByPage(user, 500)
    const row = found(rows, label)
    expect(row).toMatchObject({ source: { label: source } })
    expect(row?.notes?.split('\n')).toHaveLength(2)
    expect(rows.some(({ status }) => status === 'PENDING')).toBe(true)
    if (login !== 'dev') expect(rows.some(({ origin }) => origin === 'UPCOMING')).toBe(true)
    expect(of(await at().api.accounts(user), 'CREDIT_CARD')?.credit_card).toEqual(card)
  })
})
