import type { BankTransaction } from '@raccord/connector-kit'
import { addDays } from '../../apps/server/src/transactions/day.ts'

const texts = [
  'PAIEMENT PAR CARTE AUCHAN PARIS 12',
  'PRLV SEPA EDF CLIENTS PAR MDT',
  'VIREMENT DE MME',
  'ACHAT CB AMAZON',
]
const days = Array.from({ length: 1001 }, (_, index) => addDays('2026-05-30', -index))

/** Pages of made-up booked entries, newest first as at most banks, spread over a thousand days. Made while they are read. */
export function* bankPages(rows: number, size: number): Generator<BankTransaction[]> {
  for (let start = 0; start < rows; start += size)
    yield Array.from({ length: Math.min(size, rows - start) }, (_, offset) => entry(start + offset, rows))
}

function entry(index: number, rows: number): BankTransaction {
  const day = days[Math.floor((index / rows) * 1000)] ?? '2026-05-30'
  const amount = { minor: -(index % 9973), currency: 'EUR' }
  const text = `${texts[index % texts.length]} ${index % 313}`
  const shop = `SHOP ${index % 97}`
  const iban = 'FR7630006000011234567890189'
  return {
    status: 'BOOKED',
    bookingDate: day,
    valueDate: day,
    amount,
    remittance: [text],
    bankId: `T${index}`,
    counterpartyName: shop,
    counterpartyIban: iban,
    bankTransactionCode: 'PMNT-CCRD-POSD',
    raw: JSON.stringify({
      transactionId: `T${index}`,
      bookingDate: day,
      valueDate: day,
      transactionAmount: { currency: amount.currency, amount: String(amount.minor / 100) },
      creditorName: shop,
      creditorAccount: { iban },
      remittanceInformationUnstructured: text,
      bankTransactionCode: 'PMNT-CCRD-POSD',
    }),
  }
}
