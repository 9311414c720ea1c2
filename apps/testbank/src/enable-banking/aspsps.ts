/** How a bank behind the service differs from the others: what real ones do. */
export type Quirks = {
  /** First day within so many days back, once the three minutes after the sign-in are over. */
  readonly historyDays?: number
  /** How a period that reaches further is refused: by the day that is allowed, without it, or in the bank's own words. */
  readonly refusal?: 'named' | 'bare' | 'worded'
  /** Nothing may stand beside a key. */
  readonly keyAlone?: true
  /** All of these headers, or none. */
  readonly psuHeaders?: readonly string[]
  /** What stands before the text of an entry. */
  readonly prefix?: string
  /** Seconds; the others give 180 days. */
  readonly validity?: number
  /** The same accounts, without IBAN and number. */
  readonly nameless?: true
}

export type Aspsp = {
  readonly name: string
  readonly country: string
  readonly psuTypes: readonly ('personal' | 'business')[]
  readonly quirks: Quirks
}

const both = ['personal', 'business'] as const
const one = ['personal'] as const

/** The banks that the service knows: all of them the test bank, each with the habits of some. */
export const ASPSPS: readonly Aspsp[] = [
  { name: 'Raccord Test Bank', country: 'FR', psuTypes: one, quirks: {} },
  { name: 'Raccord Test Bank', country: 'IT', psuTypes: one, quirks: {} },
  { name: 'Raccord Company Bank', country: 'FR', psuTypes: both, quirks: {} },
  {
    name: 'Raccord Ninety Days Bank',
    country: 'ES',
    psuTypes: one,
    quirks: { historyDays: 89, refusal: 'named', validity: 90 * 86_400 },
  },
  { name: 'Raccord Silent Bank', country: 'DE', psuTypes: one, quirks: { historyDays: 89, refusal: 'bare' } },
  { name: 'Raccord Two Years Bank', country: 'BE', psuTypes: one, quirks: { historyDays: 730, refusal: 'worded' } },
  {
    name: 'Raccord Strict Bank',
    country: 'IT',
    psuTypes: one,
    quirks: { keyAlone: true, psuHeaders: ['Psu-Ip-Address', 'Psu-User-Agent'] },
  },
  {
    name: 'Raccord Prefix Bank',
    country: 'DE',
    psuTypes: one,
    quirks: { prefix: 'mandatereference:M-1,creditorid:DE98ZZZ09999999999,remittanceinformation:' },
  },
  { name: 'Raccord Nameless Bank', country: 'NL', psuTypes: one, quirks: { nameless: true } },
]

export const validityOf = ({ quirks }: Aspsp): number => quirks.validity ?? 180 * 86_400

export const findAspsp = (name: string, country: string): Aspsp | undefined =>
  ASPSPS.find((known) => known.name === name && known.country === country)

/** As the list of banks has it. */
export function presentAspsp(aspsp: Aspsp, origin: string) {
  return {
    name: aspsp.name,
    country: aspsp.country,
    logo: `${origin}/assets/bank.svg`,
    psu_types: aspsp.psuTypes,
    auth_methods: aspsp.psuTypes.map((psuType) => ({
      name: 'page',
      title: null,
      psu_type: psuType,
      credentials: null,
      approach: 'REDIRECT',
      hidden_method: false,
    })),
    maximum_consent_validity: validityOf(aspsp),
    sandbox: null,
    beta: false,
    bic: 'RACCFRP1XXX',
    required_psu_headers: aspsp.quirks.psuHeaders ?? [],
    payments: [],
    group: null,
  }
}
