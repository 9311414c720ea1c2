import { resolve } from 'node:path'
import type { ProviderChannel } from '@raccord/catalogue'
import { type ClosableBankHttp, createBankHttp } from '@raccord/connector-kit'
import { createWoobPrograms, woob } from '@raccord/connector-woob'
import type { Config } from '../config.ts'
import type { LoadedIdentity } from '../identity/load-identity.ts'
import { signatureOf } from '../providers/missing-needs.ts'

/**
 * Sockets to one channel of a bank. They carry the operator's QWAC, shown only where a bank asks for a client certificate,
 * and sign what the channel's options want signed. Banks that woob reads are behind the operator's program.
 */
export function bankSockets(
  config: Pick<Config, 'loopbackAllowed' | 'dataDir'>,
  identity: LoadedIdentity,
  now: () => Date,
): (channel: Pick<ProviderChannel, 'hosts' | 'options' | 'protocol'>) => ClosableBankHttp {
  const { transport, seal, woobProgram } = identity.operator
  const programs = createWoobPrograms({ program: woobProgram, folder: resolve(config.dataDir, 'woob') })
  return (channel) => {
    if (channel.protocol === woob.protocol) return programs(channel)
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
