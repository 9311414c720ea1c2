import { type BankContext, judgeAddress } from '@raccord/connector-kit'
import type { EnableBankingOptions } from './options.ts'

/** Longest header value sent; browsers' user agents are shorter, a forged one is cut. */
const maxHeaderLength = 512

/**
 * Only while the person is there: it is how the bank tells (RTS Art. 36(5)). A bank that names headers gets all of those or none
 * at all, whatever else we could tell. An address of a private network says nothing to a bank, and some refuse the call for it.
 */
export function psuHeadersOf(
  { psu, locale }: Pick<BankContext, 'psu' | 'locale'>,
  { requiredPsuHeaders, privateAddresses }: Pick<EnableBankingOptions, 'requiredPsuHeaders' | 'privateAddresses'>,
): { [name: string]: string } {
  if (!psu) return {}
  const told = privateAddresses || judgeAddress(psu.ipAddress) === 'public'
  const known: { readonly [name: string]: string | undefined } = {
    'Psu-Ip-Address': told ? psu.ipAddress : undefined,
    'Psu-User-Agent': psu.userAgent,
    'Psu-Accept': psu.accept,
    // The person reads our page in this language, whatever the browser prefers.
    'Psu-Accept-language': [locale, ...(psu.acceptLanguage ? [psu.acceptLanguage] : [])].join(', '),
  }
  const values = Object.entries(known).flatMap(([name, value]): [string, string][] => {
    // Browsers' headers may hold anything; only printable ASCII can be sent on.
    const clean = value?.replace(/[^\x20-\x7e]/g, '').slice(0, maxHeaderLength)
    return clean ? [[name, clean]] : []
  })
  const has = (wanted: string) => values.some(([name]) => name.toLowerCase() === wanted.toLowerCase())
  // Without an address nothing says that somebody is there.
  if (!has('Psu-Ip-Address') || !requiredPsuHeaders.every(has)) return {}
  return Object.fromEntries(values)
}
