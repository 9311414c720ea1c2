import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** What a host name or an address may lead to. */
export type AddressVerdict = 'public' | 'loopback' | 'forbidden'

/** The error code that a guarded lookup fails with; the HTTP client turns it into the fault `refused`. */
export const refusedAddress = 'ERR_RACCORD_REFUSED_ADDRESS'

/**
 * Sorts an IP address by the IANA special-purpose registries (RFC 6890). Everything that is not plain global unicast is
 * forbidden: private, link-local (cloud metadata), carrier NAT, multicast, documentation, and the IPv6 forms that embed an
 * IPv4 address (NAT64, 6to4, Teredo), except IPv4-mapped ones, which are judged by the address they carry.
 */
export function judgeAddress(address: string): AddressVerdict {
  if (!ipaddr.isValid(address)) return 'forbidden'
  const parsed = ipaddr.process(address)
  // ::/96 (IPv4-compatible, RFC 4291 §2.5.5.1, deprecated) counts as unicast in the library, yet some stacks route it as IPv4.
  const embeds = parsed instanceof ipaddr.IPv6 && parsed.parts.slice(0, 6).every((part) => part === 0)
  const range = parsed.range()
  if (range === 'unicast') return embeds ? 'forbidden' : 'public'
  return range === 'loopback' ? 'loopback' : 'forbidden'
}

/** `localhost` and the loopback literals: the only hosts that a sandbox may reach over plain http. */
export function isLoopbackHost(hostname: string): boolean {
  const bare = unbracket(hostname)
  return (
    bare === 'localhost' || bare.endsWith('.localhost') || (ipaddr.isValid(bare) && judgeAddress(bare) === 'loopback')
  )
}

/** `[::1]` of a URL as `::1`. */
export function unbracket(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}

/**
 * A `lookup` for sockets: resolves once, checks what came, and hands exactly those addresses to the connection, so that a
 * name that answers differently a moment later (DNS rebinding) changes nothing. One bad address refuses the name.
 */
export function guardedLookup(allowLoopback: boolean, resolve: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0)
      const addresses = typeof found === 'string' ? [{ address: found, family: found.includes(':') ? 6 : 4 }] : found
      const first = addresses[0]
      // A public name never means this machine, even in a sandbox: only a loopback name does.
      const loopbackFits = allowLoopback && isLoopbackHost(hostname)
      const fits = (address: string) => {
        const verdict = judgeAddress(address)
        return loopbackFits ? verdict === 'loopback' : verdict === 'public'
      }
      if (!first || !addresses.every(({ address }) => fits(address))) {
        return callback(Object.assign(new Error('address refused'), { code: refusedAddress }), '', 0)
      }
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}

/**
 * What one customer of an access provider has: the address itself, of IPv6 its /64, in which he may take any address he
 * likes. For counting, not for judging.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return bare
  const parsed = ipaddr.process(bare)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`
}
