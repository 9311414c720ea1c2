import ipaddr from 'ipaddr.js'

export type AddressPolicy = {
  /** True only while the bank itself is bound to a loopback host: then the asker already is on this machine. */
  readonly allowLoopback: boolean
}

/**
 * Whether the bank may open a connection to this IP address. Only addresses that the registries call plain unicast pass;
 * everything with a meaning of its own (private, link-local, metadata, transition ranges that embed an IPv4 address) does not.
 */
export function mayConnect(address: string, policy: AddressPolicy): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  const range = parsed.range()
  if (range === 'loopback') return policy.allowLoopback
  if (range !== 'unicast') return false
  // ::/96 (IPv4-compatible, deprecated) still counts as unicast in the library, yet some stacks route it as IPv4.
  return !(parsed instanceof ipaddr.IPv6 && parsed.parts.slice(0, 6).every((part) => part === 0))
}

/** True for a host to bind to that only this machine can reach. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (bare === 'localhost') return true
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback'
}
