import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BankTransaction } from '@raccord/connector-kit'
import { transactionTypes } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import { entry } from '../../../../tests/support/scripted-bank.ts'
import { categories } from './categories.ts'
import { derive } from './derive.ts'
import { categoryRules, typeRules } from './rules.ts'

const today = '2026-08-21'
const of = (minor: number, text: string, more: Partial<BankTransaction> = {}) => {
  const { type, categoryId } = derive(entry('2026-08-01', minor, text, more), today)
  return [type, categoryId]
}

describe('what is derived of an entry', () => {
  it.each([
    [-1393, 'PAIEMENT PAR CARTE AUCHAN', 'POINT_OF_SALE', 'SUPERMARKET'],
    [-3000, 'CB RETRAIT', 'ATM', 'CASH'],
    [-12000, 'CARTE X2517 A 06H23 RETRAIT DAB LA BANQUE POSTALE', 'ATM', 'CASH'],
    [-98934, 'Cb 4978******304034 Tot Dif', 'CREDIT_CARD_PAYMENT', 'CARD_SETTLEMENT'],
    [-52231, 'PRET IMMOBILIER ECH', 'DIRECT_DEBIT', 'MORTGAGE'],
    [-899, 'PRLV SEPA FREE MOBILE', 'DIRECT_DEBIT', 'TELECOM'],
    [20179, 'VIREMENT EN VOTRE FAVEUR CAF', 'CREDIT', 'BENEFITS'],
    [-53000, 'VIREMENT VERS M. XXXX', 'DEBIT', 'UNCATEGORIZED'],
    [135653, 'ALGOAN SALARY 00000005532BCKRD', 'DIRECT_DEPOSIT', 'SALARY'],
    [-1800, 'UNARRANGED OVERDRAFT USAGE FEE', 'BANK_FEE', 'BANK_FEES'],
    [9653, 'Unpaid direct debit SAFETYNET CREDIT', 'DIRECT_DEBIT', 'REFUNDS'],
    [-2826, 'TESCO PAY AT PUMP CD 4130', 'POINT_OF_SALE', 'FUEL'],
    [258145, 'NOMINA (TRF) 01824899-ALGOAN ORIGEN: 01824899', 'DIRECT_DEPOSIT', 'SALARY'],
    [-11232, 'RECIBO ENDESA ENERGIA SAU Nº RECIBO 0042', 'DIRECT_DEBIT', 'ENERGY'],
    [-2000, 'PAGO CAJERO 91275630151748182', 'ATM', 'CASH'],
    [-4500, 'PAGAMENTO POS ESSELUNGA MILANO', 'POINT_OF_SALE', 'SUPERMARKET'],
    [-6500, 'Addebito SDD Enel Energia', 'DIRECT_DEBIT', 'ENERGY'],
    [-3999, 'SEPA-Lastschrift Telekom Deutschland', 'DIRECT_DEBIT', 'TELECOM'],
    [-2350, 'Kartenzahlung REWE SAGT DANKE', 'POINT_OF_SALE', 'SUPERMARKET'],
    [-100, 'qwertz', 'DEBIT', 'UNCATEGORIZED'],
    [100, '', 'CREDIT', 'UNCATEGORIZED'],
    [-1250, 'CB BOULANGERIE PAUL', 'POINT_OF_SALE', 'SNAKS_ANDWORK_MEALS'],
    [-4800, 'CLINIQUE VETERINAIRE DES LILAS', 'DEBIT', 'PETS'],
    [-11900, 'PRLV COFIDIS', 'DIRECT_DEBIT', 'CONSUMER_LOAN'],
  ])('%d %s', (minor, text, type, category) => {
    expect(of(minor, text)).toEqual([type, category])
  })

  it('believes the codes of the bank before its words', () => {
    expect(of(-100, 'ACHAT CB', { bankTransactionCode: 'PMNT-RDDT-ESDD' })[0]).toBe('DIRECT_DEBIT')
    expect(of(100, 'x', { bankTransactionCode: 'PMNT-RCDT-SALA' })).toEqual(['DIRECT_DEPOSIT', 'SALARY'])
    expect(of(-100, 'RETRAIT', { bankTransactionCode: 'PMNT-NTAV-NTAV' })[0]).toBe('ATM')
    expect(of(-100, 'NETFLIX', { merchantCategoryCode: '5411' })[1]).toBe('SUPERMARKET')
  })

  it('labels by the other party and the first line, once', () => {
    const label = (more: Partial<BankTransaction>, text = 'Invoice 7') =>
      derive(entry('2026-08-01', -1, text, more), today).label
    expect(label({})).toBe('Invoice 7')
    expect(label({ counterpartyName: 'Sunny AG' })).toBe('Sunny AG - Invoice 7')
    expect(label({ counterpartyName: 'Sunny AG' }, 'SUNNY AG Invoice')).toBe('SUNNY AG Invoice')
    expect(label({ counterpartyName: 'Sunny AG' }, '')).toBe('Sunny AG')
    expect(label({}, '')).toBe('-')
    // A refund that names only the payer it goes back to; whatever else the bank said.
    expect(label({ ownSideName: 'Shop' }, '')).toBe('Shop')
    expect(label({ ownSideName: 'Shop' })).toBe('Shop - Invoice 7')
    // Never cut inside a word.
    const long = 'abc defgh '.repeat(40).trim()
    expect(label({ counterpartyName: 'Sunny AG' }, long)).toBe(`Sunny AG - ${'abc defgh '.repeat(28)}abc defgh`)
    expect(label({ counterpartyName: 'Sunny AG' }, 'x'.repeat(400))).toHaveLength(8)
    const full = `${'word '.repeat(27)}entra`
    expect(full).toHaveLength(140)
    expect(label({ remittance: [full, 'ils of a fish'] })).toBe('word '.repeat(27).trim())
    expect(label({ remittance: [full, '- of a fish'] })).toBe(full)
    expect(label({ remittance: [full] })).toBe(full)
    expect(label({ endToEndId: 'NOTPROVIDED', mandateId: 'M-1' }, '')).toBe('M-1')
    expect(label({ endToEndId: 'NOTPROVIDED' }, '')).toBe('-')
    expect(label({ proprietaryCode: 'VIREMENT' }, '')).toBe('VIREMENT')
  })

  it('says whatever the bank said, where it named nobody and wrote no line', () => {
    const label = (more: Partial<BankTransaction>) => derive(entry('2026-08-01', -1, '', more), today).label
    const said = {
      checkNumber: '0042',
      endToEndId: 'E-1',
      mandateId: 'M-1',
      creditorId: 'DE98ZZZ',
      counterpartyIban: 'BE68539007547034',
      proprietaryCode: 'VIREMENT',
      bankTransactionCode: 'PMNT-RDDT-ESDD',
    }
    const left: Partial<Record<keyof typeof said, string>> = { ...said }
    for (const name of Object.keys(said) as (keyof typeof said)[]) {
      expect(label(left)).toBe(said[name])
      delete left[name]
    }
    for (const endToEndId of ['NOT PROVIDED', 'notprovided', 'NONREF', ' ']) expect(label({ endToEndId })).toBe('-')
    for (const endToEndId of ['XNONREF', 'NONREF1']) expect(label({ endToEndId })).toBe(endToEndId)
    expect(label({ counterpartyName: ' ', ownSideName: 'Shop' })).toBe('Shop')
    expect(label({ additionalInformation: 'Said beside' })).toBe('Said beside')
  })

  it('keeps a long line whole, and a name before it up to a length', () => {
    const long = 'x'.repeat(400)
    const label = (more: Partial<BankTransaction>) => derive(entry('2026-08-01', -1, long, more), today).label
    expect(label({})).toBe(long)
    expect(label({ counterpartyName: ' Shop ' })).toBe('Shop')
    const words = 'word '.repeat(80).trim()
    expect(derive(entry('2026-08-01', -1, words, { counterpartyName: 'Shop' }), today).label).toBe(
      `Shop - ${'word '.repeat(58).trim()}`,
    )
  })

  it('hands on the lines, else what the bank said beside', () => {
    const remittance = (text: string, more: Partial<BankTransaction>) =>
      derive(entry('2026-08-01', -1, text, more), today).remittance
    expect(remittance('a', { additionalInformation: 'b' })).toEqual(['a'])
    expect(remittance('', { additionalInformation: 'b' })).toEqual(['b'])
    expect(remittance('', {})).toEqual([])
  })

  it.each<[string, string, string]>([
    ['PMNT-CCRD-CWDL', 'CASH', 'CASH'],
    ['PMNT-CNTR-OTHR', 'CASH', 'CASH'],
    ['PMNT-RCDT-CHRG', 'REFUNDS', 'BANK_FEES'],
    ['ACMT-MDOP-INTR', 'INVESTMENT_INCOME', 'BANK_FEES'],
    ['SECU-CORP-DVCA', 'INVESTMENT_INCOME', 'BANK_FEES'],
    ['PMNT-RCDT-BOOK', 'INTERNAL_TRANSFERS', 'INTERNAL_TRANSFERS'],
    ['PMNT-RCDT-SALA', 'SALARY', 'OTHER_EXPENSES'],
    ['PMNT-RCHQ-OTHR', 'OTHER_INCOME', 'CHECKS'],
    ['PMNT-RDDT-OTHR', 'REFUNDS', 'DIRECT_DEBITS'],
    ['PMNT-CCRD-OTHR', 'REFUNDS', 'CARD_PURCHASES'],
    ['PMNT-RCDT-OTHR', 'UNCATEGORIZED', 'UNCATEGORIZED'],
  ])('%s alone allows to say %s of what came in and %s of what went out', (bankTransactionCode, credit, debit) => {
    expect([1, -1].map((minor) => of(minor, 'qwertz', { bankTransactionCode })[1])).toEqual([credit, debit])
  })

  it('an amount of nothing is no debit', () => expect(of(0, '')[0]).toBe('CREDIT'))

  it('what the bank withdrew will not come; what is due today is here', () => {
    const origin = (day: string, status: BankTransaction['status']) =>
      derive(entry(day, -1, 'X', { status }), today).origin
    expect([origin('2027-03-28', 'CANCELLED'), origin(today, 'BOOKED'), origin('2026-08-22', 'PENDING')]).toEqual([
      ...['TRANSACTION', 'TRANSACTION', 'UPCOMING'],
    ])
  })

  it('reads the words of the party too, and of the own side where only that is named', () => {
    expect(of(-899, '', { counterpartyName: 'FREE MOBILE' })[1]).toBe('TELECOM')
    expect(of(-899, '', { ownSideName: 'FREE MOBILE' })[1]).toBe('TELECOM')
  })

  it('files a future entry as upcoming and an undated one under today', () => {
    expect(derive(entry('2027-03-28', -1, 'X'), today)).toMatchObject({ origin: 'UPCOMING', date: '2027-03-28' })
    const { bookingDate: _, ...undated } = entry('2026-08-01', -1, 'X')
    expect(derive(undated, today)).toMatchObject({ origin: 'TRANSACTION', date: today })
    expect(derive({ ...undated, status: 'OTHER' }, today).origin).toBe('SCHEDULED')
    expect(derive({ ...undated, status: 'OTHER', informative: true }, today).origin).toBe('TRANSACTION')
    const declined = { ...entry('2027-03-28', -1, 'X'), status: 'REJECTED' } as const
    expect(derive(declined, today).origin).toBe('TRANSACTION')
  })
})

it('every category has a parent that exists, every rule folded words', () => {
  for (const [id, category] of Object.entries(categories)) {
    expect(id).toMatch(/^[A-Z][A-Z_]+$/)
    if ('parent' in category && category.parent) expect(categories).toHaveProperty(category.parent)
  }
  for (const { phrases } of [...typeRules, ...categoryRules]) expect(phrases).toMatch(/^[A-Z0-9]+(?:[ |][A-Z0-9]+)*$/)
})

const samples = join(import.meta.dirname, '../../../../../shared/reference/testbank')
const present = existsSync(samples)
if (!present) console.warn('SKIPPED: the reference bank files are not beside this checkout')

it.skipIf(!present)('says something of most entries of the reference bank files', () => {
  const lines = readdirSync(samples).flatMap((file) =>
    readFileSync(join(samples, file), 'utf8')
      .split(/\r?\n/)
      .filter((line) => line.startsWith('TRANSACTION|')),
  )
  const derived = lines.map((line) => {
    const [, amount = '', , ...label] = line.split('|')
    return { line, ...derive(entry('2026-08-01', Math.round(Number(amount) * 100), label.join('|')), today) }
  })
  expect(derived.length).toBeGreaterThan(250)
  for (const { type } of derived) expect(transactionTypes).toContain(type)
  const share = (said: (one: (typeof derived)[number]) => boolean) => derived.filter(said).length / derived.length
  const categorised = share(({ categoryId }) => !categoryId.startsWith('OTHER_'))
  const typed = share(({ type }) => type !== 'CREDIT' && type !== 'DEBIT')
  console.log(
    `${derived.length} entries: category beyond the default ${(categorised * 100).toFixed(0)} %, type beyond the sign ${(typed * 100).toFixed(0)} %`,
  )
  expect(categorised).toBeGreaterThan(0.8)
  expect(typed).toBeGreaterThan(0.6)
})
