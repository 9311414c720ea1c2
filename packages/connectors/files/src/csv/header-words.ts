import type { CsvRole } from '@raccord/contract'

/**
 * Words of headers, folded (no accents, no signs, lower case), by what the column is; the first that fits. Whole words, in the
 * languages of the banks that are here, and those that our own files and budget programs write.
 */
export const headerWords: readonly (readonly [CsvRole, RegExp])[] = [
  ['balance', /\b(solde|saldo|balance|kontostand|saldo contabile|saldo disponible)\b/],
  [
    'counterparty_iban',
    /\b(counterparty iban|opposing iban|iban (beneficiaire|contrepartie|zahlungsbeteiligter)|kontonummer iban|iban contropartita|iban beneficiario|counterparty account)\b/,
  ],
  [
    'iban',
    /^(iban|account iban|iban auftragskonto|iban compte|compte|auftragskonto|account|rekening|cuenta|conto|account number|numero de compte|kontonummer)$/,
  ],
  [
    'value_date',
    /\b(value date|date de valeur|date valeur|valutadatum|valuta|wertstellung|wertstellungstag|fecha valor|data valuta|date payment|interest date|rentedatum)\b/,
  ],
  [
    'booking_date',
    /\b(booking date|date comptable|date de comptabilisation|buchungstag|buchungsdatum|buchung|fecha (de )?(operacion|contable)|data (contabile|registrazione)|date book|boekdatum|posting date|posted date|completed date|date operation|date d operation|date de l operation)\b/,
  ],
  [
    'transaction_date',
    /\b(transaction date|date transaction|date de transaction|started date|umsatzdatum|belegdatum|data operazione)\b/,
  ],
  ['date', /\b(date|datum|fecha|data|tag)\b/],
  [
    'debit',
    /\b(debit|debits|soll|ausgang|ausgabe|outflow|money out|paid out|cargo|cargos|adeudo|addebiti|addebito|dare|uscite|af|withdrawal|withdrawals)\b/,
  ],
  [
    'credit',
    /\b(credit|credits|haben|eingang|einnahme|inflow|money in|paid in|abono|abonos|accrediti|accredito|avere|entrate|bij|deposit|deposits)\b/,
  ],
  ['currency', /\b(currency|currency code|devise|monnaie|wahrung|waehrung|moneda|divisa|valute|munt)\b/],
  ['amount', /\b(amount|montant|betrag|umsatz|importe|importo|bedrag|valor|sum)\b/],
  ['status', /^(status|state|etat|statut|estado|stato)$/],
  ['reference', /^(id|reference|reference bancaire|transaction id|external id|referenz|referencia|riferimento|fitid)$/],
  [
    'payee',
    /\b(payee|counterparty|opposing name|name|nom|tiers|beneficiaire|beneficiary|empfanger|zahlungsempfanger|auftraggeber|begunstigter|zahlungspflichtiger|beguenstigter|beneficiario|ordenante|contropartita|naam|merchant|contrepartie)\b/,
  ],
  [
    'description',
    /\b(description|libelle|memo|notes|note|verwendungszweck|buchungstext|details|detail|communication|concepto|descripcion|causale|descrizione|omschrijving|narrative|wording|label|information|motif)\b/,
  ],
]

export function foldHeader(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** What a person calls his own account: said in each row, and nobody that he pays. */
const ownName =
  /^(account name|nom du compte|intitule du compte|kontoname|nome (del )?conto|nombre de (la )?cuenta|rekeningnaam)$/

export function roleOfHeader(text: string): CsvRole | undefined {
  const folded = foldHeader(text.slice(0, 80))
  return folded === '' || ownName.test(folded) ? undefined : headerWords.find(([, words]) => words.test(folded))?.[0]
}
