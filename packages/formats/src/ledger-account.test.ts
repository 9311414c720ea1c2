import { expect, it } from 'vitest'
import { otherAccount, ownAccount } from './ledger-account.ts'
import { account, card, entry } from './testing/specimen.ts'

it('an account is named by its bank, its name and our number, in letters that both programs take', () => {
  expect(ownAccount(account)).toBe('Assets:Banque-du-Port-Fils:Current-joint-account-1042')
  expect(ownAccount({ ...account, kind: 'savings', bank: 'société', name: 'épargne' })).toBe(
    'Assets:Societe:Epargne-1042',
  )
  expect(ownAccount(card)).toBe('Liabilities:Caisse-du-Lac:Carte-1077')
  expect(ownAccount({ ...account, kind: 'loan', bank: '銀行', name: '!!' })).toBe('Liabilities:Bank:Account-1042')
  expect(ownAccount({ ...account, bank: 'x'.repeat(70), name: 'y'.repeat(60) })).toBe(
    `Assets:X${'x'.repeat(59)}:Y${'y'.repeat(59)}-1042`,
  )
})

it('the other side is the category, by its kind', () => {
  const of = (id: string, kind: 'INCOME' | 'EXPENSE' | 'TRANSFER') =>
    otherAccount({ ...entry, category: { id, label: 'x', kind } })
  expect(of('TRANSFER_SENT', 'EXPENSE')).toBe('Expenses:Transfer-Sent')
  expect(of('SALARY', 'INCOME')).toBe('Income:Salary')
  expect(of('INTERNAL_TRANSFERS', 'TRANSFER')).toBe('Equity:Transfers:Internal-Transfers')
  const { category: _, ...unknown } = entry
  expect([otherAccount(unknown), otherAccount({ ...unknown, amount: '7.00' })]).toEqual([
    'Expenses:Unknown',
    'Income:Unknown',
  ])
})
