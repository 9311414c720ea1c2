import type { BankContext } from '@raccord/connector-kit'
import type { PsuHeader } from './options.ts'

/** Longest header value sent; browsers' user agents are shorter, a forged one is cut. */
const maxHeaderLength = 512

/** Only while the person is there: it is how the bank tells (RTS Art. 36(5)). */
export function psuHeadersOf(
  { psu, locale, now }: BankContext,
  names: readonly PsuHeader[],
  method: string,
): { [name: string]: string } {
  if (!psu) return {}
  const values: { readonly [name in PsuHeader]: string | undefined } = {
    'PSU-IP-Address': psu.ipAddress,
    'PSU-User-Agent': psu.userAgent,
    'PSU-Accept': psu.accept,
    // The person reads our page in this language, whatever the browser prefers.
    'PSU-Accept-Language': [locale, ...(psu.acceptLanguage ? [psu.acceptLanguage] : [])].join(', '),
    'PSU-Date': now().toUTCString(),
    'PSU-HTTP-Method': method,
  }
  return Object.fromEntries(
    names.flatMap((name) => {
      // Browsers' headers may hold anything; only printable ASCII can be sent on.
      const clean = values[name]?.replace(/[^\x20-\x7e]/g, '').slice(0, maxHeaderLength)
      return clean ? [[name, clean]] : []
    }),
  )
}
