import type { StatementAccount, StatementEntry, StatementTotals } from '../statement.ts'
import { type Writer, writeFile } from '../writer.ts'

export const account: StatementAccount = {
  id: 'acc_1042',
  name: 'Current, "joint" account',
  bank: 'Banque du Port & Fils',
  bankId: '2041',
  number: '00012345678',
  iban: 'FR7630006000011234567890189',
  owner: 'C. Durand',
  currency: 'EUR',
  kind: 'checking',
  balance: { amount: '1834.50', at: '2026-11-29T18:00:00.000Z' },
}

export const card: StatementAccount = {
  id: 'acc_1077',
  name: 'Carte',
  bank: 'Caisse du Lac',
  bankId: '2077',
  number: '•••• 4242',
  currency: 'JPY',
  kind: 'card',
}

export const entry: StatementEntry = {
  id: 'tx_90112',
  pending: false,
  amount: '-23.40',
  currency: 'EUR',
  type: 'POINT_OF_SALE',
  date: '2026-11-25',
  bookingDate: '2026-11-25',
  valueDate: '2026-11-26',
  transactionDate: '2026-11-24',
  label: 'Librairie des Quais - CARTE 24/11',
  payee: 'Librairie des Quais',
  payeeIban: 'DE89370400440532013000',
  remittance: ['CARTE 24/11', 'FACTURE 7'],
  category: { id: 'TRANSFER_SENT', label: 'Transfer sent', kind: 'EXPENSE' },
  endToEndId: 'E2E-1',
  mandateId: 'M-1',
  creditorId: 'FR00ZZZ123456',
  checkNumber: '77',
  bankCode: 'PMNT-CCRD-POSD',
}

/** Says all that is dangerous to say. */
export const hostile: StatementEntry = {
  id: 'tx_90113',
  pending: false,
  amount: '5.00',
  exact: '5.0049',
  currency: 'EUR',
  type: 'CREDIT',
  date: '2026-11-26',
  label: '=HYPERLINK("http://evil.example";"x")',
  payee: '-2+3;=1+1 <b>&amp; \\" |; ^',
  remittance: ['@SUM(A1)\r\n!Type:Bank\r\n^', '\u202eabc\u0000\u001b[31m]]><x>', '\ud800half'],
}

export const totals: StatementTotals = {
  count: 2,
  credit: '5.00',
  debit: '-23.40',
  opening: '1852.90',
  closing: '1834.50',
  from: '2026-11-01',
  until: '2026-11-29',
}

export const createdAt = '2026-11-30T08:15:30.123Z'

export async function written(
  writer: Writer<StatementAccount, StatementEntry>,
  sections: readonly (readonly [StatementAccount, readonly StatementEntry[]])[],
): Promise<string> {
  let text = ''
  const all = sections.map(([account, entries]) => ({ account, totals, entries: () => entries }))
  for await (const piece of writeFile(writer, all)) text += piece
  return text
}
