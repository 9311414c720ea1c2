import { formats, type StatementAccount, type StatementEntry, writeFile } from '@raccord/formats'

export const fileIban = 'FR7630006000011234567890189'

/** `2026-03-02 -4.20 CAFE DU PORT`: an entry in words. */
export function entryOf(text: string, at = 0): StatementEntry {
  const [day = '', amount = '', ...words] = text.split(' ')
  const label = words.join(' ')
  return {
    ...{
      id: `tx_${at + 1}`,
      pending: false,
      amount,
      currency: 'EUR',
      type: amount.startsWith('-') ? 'DEBIT' : 'CREDIT',
    },
    ...{ date: day, bookingDate: day, label, payee: label, remittance: [`REF ${label}`] },
  }
}

/** A statement in one of our own formats. */
export async function statementFile(
  format: 'ofx' | 'qif' | 'csv' | 'xml',
  entries: readonly string[],
  account: Partial<StatementAccount> = {},
): Promise<{ name: string; bytes: Buffer }> {
  const options = { createdAt: '2026-03-09T08:15:30.123Z', accounts: 1, preset: 'spreadsheet', ofxVersion: 1 } as const
  const whole: StatementAccount = {
    ...{ id: 'acc_1', name: 'Current', bank: 'Banque', bankId: '2041', number: '12345678901', iban: fileIban },
    ...{ currency: 'EUR', kind: 'checking', balance: { amount: '834.50', at: '2026-03-09T18:00:00.000Z' }, ...account },
  }
  const totals = { count: entries.length, credit: '0', debit: '0', from: '2026-03-01', until: '2026-03-09' }
  let text = ''
  const section = { account: whole, totals, entries: () => entries.map(entryOf) }
  for await (const piece of writeFile(formats[format].writer(options), [section])) text += piece
  return { name: `statement.${format}`, bytes: Buffer.from(text) }
}
