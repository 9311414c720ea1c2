import type { BankContext } from '@raccord/connector-kit'

/** Longest header value sent; browsers' user agents are shorter, a forged one is cut. */
const maxHeaderLength = 512

/** Only while the person is there: `x-fapi-customer-ip-address` is how the bank tells (Read/Write Data API, headers). */
export function psuHeadersOf({ psu, now }: BankContext): { [name: string]: string } {
  if (!psu) return {}
  // Browsers' headers may hold anything; only printable ASCII can be sent on.
  const agent = psu.userAgent?.replace(/[^\x20-\x7e]/g, '').slice(0, maxHeaderLength)
  return {
    'x-fapi-customer-ip-address': psu.ipAddress,
    'x-fapi-auth-date': now().toUTCString(),
    ...(agent ? { 'x-customer-user-agent': agent } : {}),
  }
}
