import { loadIdentity } from '../../identity/load-identity.ts'
import { missingFor } from '../../providers/missing-needs.ts'
import { askBanks } from '../providers-live.ts'
import { type Check, findings } from './finding.ts'

/** What examples of ours hold, and no bank has. */
const placeholder = /"your-[a-z-]+"|\.example[":/]/

/** Banks switched on, and what each lacks. */
export const banksCheck: Check = {
  name: 'banks',
  async run({ config, deps, live }) {
    const { ok, warn, fail, skip } = findings('banks')
    const providers = await deps.providers()
    if (providers.length === 0)
      return [
        warn('No bank is switched on: people find an empty list.', 'raccord providers enable: docs/guide/banks.md'),
      ]
    const { operator } = await loadIdentity(config.identity)
    const lacking = providers.flatMap(({ id, name, channels }) => {
      const called = `${name} (${id})`
      const missing = [...new Set(channels.flatMap((channel) => missingFor(channel, operator) ?? []))]
      const invented = placeholder.test(JSON.stringify(channels.map(({ options, hosts }) => [options, hosts])))
      return [
        ...missing.map((sentence) => fail(`${called}: ${sentence}`, 'docs/guide/certificates.md')),
        ...(invented
          ? [
              fail(
                `${called}: an example’s value was never replaced.`,
                `raccord providers show ${id} says which there are`,
              ),
            ]
          : []),
      ]
    })
    const answers = live ? await askBanks(deps, providers) : []
    return [
      ...lacking,
      ...answers
        .filter(({ ok: well }) => !well)
        .map(({ provider, name, address, said }) => fail(`${name} (${provider}): ${address} ${said}`)),
      ...(lacking.length === 0
        ? [
            ok(
              providers.length === 1
                ? 'one bank, which lacks nothing'
                : `${providers.length} banks, none lacks anything`,
            ),
          ]
        : []),
      ...(live ? [] : [skip('Whether they answer was not asked.', 'raccord doctor --live')]),
    ]
  },
}
