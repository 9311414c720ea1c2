import type { CsvRole } from '@raccord/contract'

/**
 * Words of headers, folded (no accents, no signs, lower case), by what the column is; the first that fits and whose cells hold it. Whole words,
 * in the languages of the banks that are here, and those that our own files and budget programs write.
 */
export const headerWords: readonly (readonly [CsvRole, RegExp])[] = [
  [
    'direction',
    /^((debit|debet|soll|dare|debe|cargo|af|d|dr|s|sh) (credit|haben|avere|haber|abono|bij|c|cr|h|kennzeichen)|(credit|bij|c|cr|haben|avere) (debit|debet|af|d|dr|soll|dare)|creditdebet|debitcredit|dc|cd|sh|direction|sens|segno|signo|signe|vorzeichen|richting|(credit debit|debit credit) (indicator|code|mark)|(soll haben|umsatz|buchungs) ?kennzeichen|code debet credit)$/,
  ],
  // A column that is both holds signed amounts.
  ['amount', /^(debit|debet|soll|dare|debe|cargo) (credit|haben|avere|haber|abono)\b/],
  ['balance', /\b(solde|saldo|balance|accountbalance|kontostand|disponible|disponibile|endsaldo|saldo contabile)\b/],
  [
    'counterparty_iban',
    /\b(tegenrekening(nummer)?|gegenkonto|tegenpartij iban|counterparty (iban|account)|opposing iban|partner iban|iban .*(beneficiaire|contrepartie|zahlungsbeteiligte\w*|controparte|contropartita|beneficiario|ordinante|ordenante|tegenpartij|empfanger\w*|counterparty|payee)|(beneficiaire|contrepartie|zahlungsbeteiligte\w*|controparte|empfanger\w*|auftraggeber|beneficiario|payee|payer) (iban|account number)|(payee|payer) account( number)?)\b/,
  ],
  ['counterparty_iban', /^counterparty$/],
  [
    'iban',
    /^(account iban|iban account|iban (auftragskonto|auftraggeberkonto|kontoinhaber|compte|bban|rekening|conto|cuenta)|auftragskonto|auftraggeberkonto|compte|account|rekening|rekeningnummer|accountnum|accountnumber|cuenta|conto|numero (de )?(compte|cuenta|conto)|(sort code )?account number|iban|konto|kontonummer|iban konto (nr|nummer)|iban kontonummer|kontonummer iban)$/,
  ],
  ['counterparty_iban', /^(iban|account number|kontonummer|iban konto (nr|nummer)|iban kontonummer|kontonummer iban)$/],
  [
    'value_date',
    /\b(value date|valuedate|date (de )?valeur|dateval|val date|valutadatum|valuta|wertstellung|wertstellungstag|wertstellungsdatum|wert|(fecha|f) (de )?valor|data val(uta)?|date payment|interest date|rentedatum)\b/,
  ],
  [
    'booking_date',
    /\b(booking date|date comptable|date de comptabilisation|buchungstag|buchungsdatum|buchung|(fecha|f) (de )?(operacion|oper|contable|ctble)|data (cont(abile)?|registrazione)|date book|boekdatum|posting date|posted date|completed date|date operation|dateop|date d operation|date de l operation|date de fin|datum des abschlusses|fecha de finalizacion|data di completamento|datum voltooid)\b/,
  ],
  [
    'transaction_date',
    /\b(transaction date|transactiedatum|transactiondate|date (de )?transaction|date operation|date d operation|started date|startdatum|date de debut|datum des beginns|fecha de inicio|data di inizio|umsatzdatum|belegdatum|data operazione|fecha (de )?operacion)\b/,
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
  ['fee', /^(fee|fees|frais|gebuhr|gebuehr|gebuhren|comision|comisiones|commissione|commissioni|costo|kosten)$/],
  [
    'currency',
    /\b(currency|currency code|devise|monnaie|wahrung|waehrung|moneda|divisa|valuta|valute|valutacode|munt|mutationcode)\b/,
  ],
  ['amount', /\b(amount|montant|betrag|umsatz|importe|importo|bedrag|valor|sum)\b|^value$/],
  [
    'status',
    /^(status|state|etat|statut|estado|stato|info|buchungsstatus|(transaction|booking) status|statut de l operation|stato (del )?movimento)$/,
  ],
  [
    'reference',
    /^(id|reference|reference bancaire|transaction id|transferwise id|external id|referenz|referencia|riferimento|referentie|transactiereferentie|volgnr|fitid)$/,
  ],
  [
    'payer',
    /^(payer( name)?|zahlungspflichtiger?( r)?|ordenante|ordinante|auftraggeber|opdrachtgever|donneur d ordre|ordonnateur)$/,
  ],
  [
    'payee',
    /\b(payee|counterparty|counter party|opposing name|partner name|name|nom|tiers|beneficiaire|beneficiary|empfanger|empfaenger|zahlungsempfanger|auftraggeber|begunstigter|zahlungspflichtiger|beguenstigter|beneficiario|ordenante|controparte|contropartita|naam|nome|nombre|merchant|contrepartie|tegenpartij|tegenrekeninghouder|supplierfound)\b/,
  ],
  [
    'description',
    /\b(description|libelle|memo|notes?|verwendungszweck|vwz|buchungstext|beschreibung|details?|communication|concepto|descripcion|observaciones|movimiento|causale|descrizione|omschrijving|beschrijving|mededelingen|notifications|narrative|wording|label|informations?|motif|(payment )?reference|referenz|referencia|riferimento)\b/,
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

/** What a person calls his own account or is called by his card: said in each row, and nobody that he pays. */
const ownName =
  /^(account name|accountlabel|nom du compte|intitule du compte|kontoname|nome (del )?conto|nombre de (la )?cuenta|rekeningnaam|(card ?holder|card member|account holder)( full)?( name)?|karteninhaber|kontoinhaber|bic|bic .*|.* bic)$/
/** Of what was bought elsewhere, and no amount of the account. */
const elsewhere =
  /\b(original\w*|d origine|origine|ursprung\w*|oorspr\w*|local|locale|lokal\w*|foreign|fremd\w*|exchange|wechsel\w*|etranger\w*|extranjer\w*|estera|vreemde|contravalor|cambio|instructed|type foreign)\b/
/** A fee, or what is left when one is taken. */
const fees = /\b(fees?|frais|gebuhr\w*|gebuehr\w*|comision\w*|commission\w*|kosten)\b/
const moneyRoles: readonly CsvRole[] = ['amount', 'debit', 'credit', 'currency', 'fee']

/** What a column may be by its header, the likeliest first. */
export function rolesOfHeader(text: string): readonly CsvRole[] {
  const folded = foldHeader(text.slice(0, 80))
  if (folded === '' || ownName.test(folded)) return []
  const roles = headerWords.flatMap(([role, words]) => (words.test(folded) ? [role] : []))
  if (elsewhere.test(folded)) return roles.filter((role) => !moneyRoles.includes(role))
  if (fees.test(folded)) return roles.filter((role) => role === 'fee' || !moneyRoles.includes(role))
  // `Debit/Credit` is one or the other, never half of it.
  return roles[0] === 'direction' ? roles.filter((role) => role !== 'debit' && role !== 'credit') : roles
}

/** `any`: a header that the other side's account may have as well. `own`, unless what the column holds speaks against it. */
export function accountOfHeader(text: string): 'any' | 'own' | 'sure' {
  const folded = foldHeader(text)
  if (/^(iban|account number|kontonummer|iban konto (nr|nummer)|iban kontonummer|kontonummer iban)$/.test(folded))
    return 'any'
  return /^(account|compte|konto|conto|cuenta|rekening|accountnumber)$/.test(folded) ? 'own' : 'sure'
}
