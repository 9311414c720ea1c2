import { type BankTransaction, meaningOfEntryStatus } from '@raccord/connector-kit'
import { isCurrency } from '@raccord/contract'
import { foldHeader } from './header-words.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(/[|\s]*\|[|\s]*/))

/** Words of English, French, German, Italian, Spanish and Dutch banks, folded, for which way money went. */
const out = set(
  'd|dr|db|deb|debit|debet|debito|dbit|s|soll|af|afschrijving|uit|dare|debe|cargo|adeudo|gasto|addebito|uscita|uscite|depense|sortie|' +
    'ausgang|ausgabe|belastung|out|outgoing|money out|paid out|withdrawal',
)
const come = set(
  'c|cr|cred|credit|credito|crdt|h|haben|bij|bijschrijving|avere|haber|abono|ingreso|accredito|entrata|entrate|recette|entree|' +
    'eingang|einnahme|gutschrift|in|incoming|money in|paid in|deposit',
)

/** `undefined`: no word for a direction. */
export function directionOf(text: string): 'debit' | 'credit' | undefined {
  const sign = text.trim()
  if (sign === '+') return 'credit'
  if (sign === '-' || sign === '−') return 'debit'
  const folded = foldHeader(sign.slice(0, 40))
  return out.has(folded) ? 'debit' : come.has(folded) ? 'credit' : undefined
}

type Said = Pick<BankTransaction, 'status' | 'informative'>

const statuses: readonly (readonly [Said['status'], ReadonlySet<string>])[] = [
  [
    'BOOKED',
    set(
      'completed|complete|posted|settled|cleared|executed|processed|umsatz gebucht|gebucht|gebuchter umsatz|verbucht|ausgefuhrt|abgeschlossen|' +
        'comptabilise|comptabilisee|effectue|effectuee|execute|executee|valide|validee|traite|traitee|termine|terminee|contabilizzato|contabilizzata|' +
        'eseguito|eseguita|completato|completata|contabilizado|contabilizada|realizado|realizada|ejecutado|ejecutada|completado|completada|' +
        'geboekt|verwerkt|uitgevoerd|voltooid',
    ),
  ],
  [
    'PENDING',
    set(
      'authorised|authorized|in progress|processing|scheduled|upcoming|reserved|vorgemerkt|umsatz vorgemerkt|vorgemerkter umsatz|vormerkung|' +
        'offen|ausstehend|in bearbeitung|reserviert|en attente|en cours|a venir|en traitement|autorise|autorisee|in attesa|in sospeso|' +
        'in corso|in lavorazione|non contabilizzato|autorizzato|autorizzata|pendiente|en curso|en proceso|en tramite|retenido|retenida|' +
        'autorizado|autorizada|gereserveerd|in behandeling|openstaand|gepland',
    ),
  ],
  [
    'REJECTED',
    set(
      'abgelehnt|fehlgeschlagen|zuruckgewiesen|refusee|refuse|rejete|rejetee|echoue|echouee|rifiutato|rifiutata|respinto|respinta|fallito|' +
        'fallita|rechazado|rechazada|denegado|denegada|fallido|fallida|geweigerd|afgewezen|mislukt',
    ),
  ],
  [
    'CANCELLED',
    set(
      'reverted|voided|void|storniert|annulliert|abgebrochen|annule|annulee|annullato|annullata|stornato|stornata|anulado|anulada|cancelado|' +
        'cancelada|revertido|revertida|geannuleerd|teruggedraaid',
    ),
  ],
]

/** How far an entry got; `undefined`: nobody knows the word. */
export function statusOf(text: string): Said | undefined {
  const folded = foldHeader(text.slice(0, 60))
  const [status] = statuses.find(([, words]) => words.has(folded)) ?? []
  return status === undefined ? meaningOfEntryStatus(folded) : { status }
}

/** The code among what stands in a cell or a header: `EUR`, `Betrag (€)`, `Débit euros`. A dollar is that of many countries. */
export function currencyIn(text: string): string | undefined {
  const code = /(?<!\p{L})[A-Z]{3}(?!\p{L})/gu
  const [found, ...others] = new Set((text.match(code) ?? []).filter(isCurrency))
  if (found !== undefined) return others.length === 0 ? found : undefined
  if (/€|\beuros?\b/i.test(text)) return 'EUR'
  return text.includes('£') ? 'GBP' : undefined
}
