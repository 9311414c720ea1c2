import type { Provider } from '@raccord/catalogue'
import type { ClosableBankHttp, Failed } from '@raccord/connector-kit'
import { askVersion, describeModule, woob, woobOptions } from '@raccord/connector-woob'
import type { LoadedIdentity } from '../identity/load-identity.ts'
import { bankSockets } from '../wiring/bank-sockets.ts'
import type { CliDeps } from './cli-deps.ts'

export interface LookedAt {
  readonly kind: 'answers'
  readonly version: string
  readonly banks: readonly { readonly id: string; readonly name: string; readonly faults: readonly string[] }[]
}

/** The operator's program, outside of any bank. */
export function openWoob(deps: CliDeps, identity: LoadedIdentity): ClosableBankHttp {
  return bankSockets(deps.config, identity, () => new Date())({ protocol: woob.protocol, hosts: [], options: {} })
}

/** Which woob the program has, and whether it knows what this installation's banks want of it. No bank hears of it. */
export async function lookAtWoob(deps: CliDeps, identity: LoadedIdentity): Promise<LookedAt | Failed> {
  const http = openWoob(deps, identity)
  try {
    const asked = await askVersion(http)
    if (asked.kind === 'failed') return asked
    const all = await deps.providers()
    const own = all.filter(({ channels }) => channels.some(({ protocol }) => protocol === woob.protocol))
    const banks: LookedAt['banks'][number][] = []
    for (const bank of own) banks.push({ id: bank.id, name: bank.name, faults: await faultsOf(http, bank) })
    return { kind: 'answers', version: asked.version, banks }
  } finally {
    await http.close()
  }
}

async function faultsOf(http: ClosableBankHttp, { channels }: Provider): Promise<string[]> {
  const faults: string[] = []
  for (const { options, fields } of channels.filter(({ protocol }) => protocol === woob.protocol)) {
    const { module, parameters } = woobOptions.parse(options)
    const described = await describeModule(http, module)
    if (described.kind === 'failed') {
      faults.push(`module ${module}: ${described.detail}`)
      continue
    }
    const given = [...Object.keys(parameters), ...fields.map(({ id }) => id)]
    const wanted = described.fields.filter(({ transient, required }) => required && !transient).map(({ id }) => id)
    const unknown = given.filter((id) => !described.fields.some((field) => field.id === id))
    const missing = wanted.filter((id) => !given.includes(id))
    if (unknown.length > 0) faults.push(`module ${module} has no ${unknown.join(', ')}`)
    if (missing.length > 0) faults.push(`module ${module} wants ${missing.join(', ')}, which nobody is asked`)
  }
  return faults
}
