import { woob } from '@raccord/connector-woob'
import { loadIdentity } from '../../identity/load-identity.ts'
import { lookAtWoob } from '../look-at-woob.ts'
import { type Check, findings } from './finding.ts'

/** The operator's program for banks that woob reads, where there are such banks. It is asked for no bank. */
export const woobCheck: Check = {
  name: 'woob',
  async run({ config, deps, live }) {
    const { ok, fail, skip } = findings('woob')
    const own = (await deps.providers()).some(({ channels }) =>
      channels.some(({ protocol }) => protocol === woob.protocol),
    )
    const identity = await loadIdentity(config.identity)
    // What is missing is told with the banks.
    if (!own || identity.operator.woobProgram === undefined) return []
    if (!live) return [skip('The program was not asked.', 'raccord doctor --live')]
    const looked = await lookAtWoob(deps, identity)
    if (looked.kind === 'failed') return [fail(`The program does not answer as the bridge does: ${looked.detail}`)]
    const faults = looked.banks.flatMap(({ id, name, faults: all }) => all.map((fault) => `${name} (${id}): ${fault}`))
    return [ok(`woob ${looked.version} answers`), ...faults.map((fault) => fail(fault, 'docs/guide/woob.md'))]
  },
}
