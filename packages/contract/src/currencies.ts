/**
 * Digits after the point of each currency: minor units of ISO 4217, list one as published 2024-06-25 (read from the npm package
 * currency-codes 2.2.0), with its amendment of 2025-03-31 (XCG). Fixed here on purpose. The runtime's display data answers
 * another question (how a price is usually written) and changes with it: stored minor units would then mean other amounts.
 *
 * A new currency is added; a number of digits never changes. Codes without a minor unit (XAU, XDR, XXX …) are left out.
 */
const codesOfDigits: { readonly [digits: number]: string } = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY ' +
    'COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ' +
    'IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN ' +
    'NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB ' +
    'TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/** Withdrawn, and counted without digits while they lasted; withdrawn ones that had hundredths need no row. */
const withdrawnWithoutDigits = 'ADP BYR ESP ITL LUF MGF TRL'

const digitsOfCode: ReadonlyMap<string, number> = new Map([
  ...withdrawnWithoutDigits.split(' ').map((code) => [code, 0] as const),
  ...Object.entries(codesOfDigits).flatMap(([digits, codes]) =>
    codes.split(' ').map((code) => [code, Number(digits)] as const),
  ),
])

/**
 * How amounts of a currency are written in a region: by the narrow symbol, but where it is of many countries (dollars, crowns, yen), by the code.
 * As many digits as the currency has, not as many as display data would show, up to `most` where more were sent.
 */
export function currencyFormat(region: string, currency: string, most?: number): Intl.NumberFormat {
  const digits = currencyDigits(currency)
  const of = (currencyDisplay: 'narrowSymbol' | 'code') =>
    new Intl.NumberFormat(region, {
      style: 'currency',
      currency: /^[A-Z]{3}$/.test(currency) ? currency : 'XXX',
      currencyDisplay,
      // CLDR leaves Italian and Spanish thousands ungrouped below 10 000; bank statements never do.
      useGrouping: 'always',
      minimumFractionDigits: digits,
      maximumFractionDigits: Math.max(digits, most ?? digits),
    })
  const narrow = of('narrowSymbol')
  const sign = narrow.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? ''
  return /^(?:\$|kr\.?|¥|¤)$/i.test(sign) ? of('code') : narrow
}

/** Digits after the point that amounts of a currency have; 2 where ISO 4217 does not know it. */
export function currencyDigits(currency: string): number {
  return digitsOfCode.get(currency) ?? 2
}

/** Withdrawn, with hundredths: in statements of their time. */
const withdrawn = 'ATS BEF CYP DEM EEK FIM FRF GRD HRK IEP LTL LVL MTL NLG PTE ROL RUR SIT SKK'

const codes: ReadonlySet<string> = new Set([...digitsOfCode.keys(), ...withdrawn.split(' '), 'XXX'])

/** A code of ISO 4217 that amounts are in, or were in; of three capital letters most are none. */
export function isCurrency(text: string): boolean {
  return codes.has(text)
}

/** Currencies that do not count in hundredths, by code. */
export const unusualCurrencies: readonly string[] = [...digitsOfCode.keys()].filter(
  (code) => currencyDigits(code) !== 2,
)
