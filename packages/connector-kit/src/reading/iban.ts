/** Lengths by country, of the IBAN registry; a country that is not here has no IBAN. */
const lengths = new Map(
  (
    'AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27GB22' +
    'GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20' +
    'MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26' +
    'UA29VA22VG24XK20YE30'
  )
    .match(/.{4}/g)
    ?.map((one) => [one.slice(0, 2), Number(one.slice(2))]),
)

/** ISO 13616: compact and upper case. `undefined`: another length than its country's, or a check sum that is wrong. */
export function ibanOf(text: string | undefined): string | undefined {
  const clean = text?.replace(/\s+/g, '').toUpperCase() ?? ''
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(clean) || lengths.get(clean.slice(0, 2)) !== clean.length) return undefined
  return isChecked(clean) ? clean : undefined
}

/** ISO 11649: a creditor's reference whose check digits are right. */
export function isCheckedReference(written: string): boolean {
  const clean = written.replace(/\s+/g, '').toUpperCase()
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(clean) && isChecked(clean)
}

/** ISO/IEC 7064, mod 97-10, its two digits behind the country. */
function isChecked(clean: string): boolean {
  let rest = 0
  for (const char of clean.slice(4) + clean.slice(0, 4)) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/**
 * An IBAN that a text begins with, in groups or not, and what follows it. With a letter or digit right behind it it is another
 * number, unless `whatever follows` may.
 */
export function leadingIban(
  text: string,
  behind?: 'whatever follows',
): { readonly iban: string; readonly rest: string } | undefined {
  const written = text.trimStart()
  const length = lengths.get(written.slice(0, 2).toUpperCase())
  if (length === undefined) return undefined
  let end = 0
  for (let left = length; left > 0; end++) {
    const char = written[end]
    if (char === undefined || !/[A-Za-z0-9 ]/.test(char)) return undefined
    if (char !== ' ') left--
  }
  const iban = ibanOf(written.slice(0, end))
  if (iban === undefined || (!behind && /^[A-Za-z0-9]/.test(written.slice(end)))) return undefined
  return { iban, rest: written.slice(end) }
}
