import type { ProviderChannel } from '@raccord/catalogue'
import { type ClosableBankHttp, createBankHttp } from '@raccord/connector-kit'
import type { Config } from '../config.ts'
import type { LoadedIdentity } from '../identity/load-identity.ts'
import { signatureOf } from '../providers/missing-needs.ts'

/**
 * Sockets to one channel of a bank. They carry the operator's QWAC, shown only where a bank asks for a client certificate,
 * and sign what the channel's options want signed.
 */
export function bankSockets(
  config: Pick<Config, 'loopbackAllowed'>,
  identity: LoadedIdentity,
  now: () => Date,
): (channel: Pick<ProviderChannel, 'hosts' | 'options'>) => ClosableBankHttp {
  const { transport, seal } = identity.operator
  return (channel) => {
    const signature = signatureOf(channel)
    return createBankHttp({
      allowedHosts: channel.hosts,
      allowLoopback: config.loopbackAllowed,
      now,
      roots: identity.bankRoots,
      ...(transport ? { transport } : {}),
      ...(seal && signature ? { signing: { key: seal, options: signature } } : {}),
    })
  }
}
