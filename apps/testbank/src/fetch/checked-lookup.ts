import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { type AddressPolicy, mayConnect } from './address-policy.ts'
import { FetchRefusal } from './problems.ts'

/** Resolves a name to all its addresses; a port so that tests can play a hostile DNS. */
export type Resolver = (hostname: string) => Promise<readonly LookupAddress[]>

export const systemResolver: Resolver = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true, verbatim: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    )
  })

/**
 * A `lookup` for sockets that checks what the socket will then really use: name checked and address connected are the
 * same answer, so a DNS server that changes its mind in between gains nothing. One bad address refuses the whole name.
 */
export function checkedLookup(policy: AddressPolicy, resolve: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const wanted = addresses.filter(({ family }) => !options.family || options.family === family)
        const [first] = wanted
        if (!first) return callback(new FetchRefusal('unreachable'), '', 0)
        if (!addresses.every(({ address }) => mayConnect(address, policy))) {
          return callback(new FetchRefusal('private_address'), '', 0)
        }
        if (options.all) return callback(null, [...wanted])
        return callback(null, first.address, first.family)
      },
      () => callback(new FetchRefusal('unreachable'), '', 0),
    )
  }
}
