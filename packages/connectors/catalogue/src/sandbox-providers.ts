import type { Provider, ProviderChannel, ProviderGroup } from './provider.ts'
import { berlinGroupChannels } from './sandbox-berlin-group-channels.ts'
import { fictionalProviders, sandboxLimits } from './sandbox-fictional-providers.ts'
import { sandboxFields } from './sandbox-fields.ts'
import { fintsChannel } from './sandbox-fints-provider.ts'
import { enableBankingChannel, openBankingUkChannel, stetChannel } from './sandbox-oauth-providers.ts'

const developers: ProviderGroup = {
  id: 'developers',
  name: 'Raccord for developers',
  aliases: ['Protocols', 'Berlin Group', 'STET', 'Open Banking', 'FinTS'],
}

/**
 * The banks of a sandbox: the test bank, five that it plays, and behind one tile the same bank by each protocol, for who develops a
 * connector. Their ids are fixed for ever (WIRE §3) and none of them exists in production.
 *
 * @param testBankUrl where the test bank is reached, by this server and by the browser alike.
 * @param sealed sign every request, as a test bank that asks for certificates wants it.
 */
export function sandboxProviders(testBankUrl: string, sealed = false): Provider[] {
  const base = testBankUrl.replace(/\/+$/, '')
  const { redirect, embedded } = berlinGroupChannels(base, sealed)
  const provider = (id: string, name: string, popularity: number, channels: readonly ProviderChannel[]): Provider => ({
    id,
    name,
    aliases: ['Test', 'Sandbox', 'Demo'],
    countries: ['FR', 'IT', 'GB'],
    website: base,
    popularity,
    limits: sandboxLimits,
    channels,
  })
  const variant = (...parts: Parameters<typeof provider>): Provider => ({ ...provider(...parts), group: developers })

  const oauth = { kind: 'integrated', clientId: 'raccord-sandbox' }
  return [
    provider('100', 'Raccord Test Bank', 100, [redirect('/berlin-group'), embedded('/berlin-group')]),
    ...fictionalProviders(base, sealed),
    variant('101', 'Raccord Test Bank Direct', 18, [redirect('/berlin-group-redirect')]),
    variant('102', 'Raccord Test Bank Classic', 16, [embedded('/berlin-group-embedded')]),
    variant('103', 'Raccord Test Bank OAuth', 14, [redirect('/berlin-group-oauth', { oauth })]),
    variant('104', 'Raccord Test Bank STET', 12, [stetChannel(base, sealed)]),
    variant('105', 'Raccord Test Bank UK', 10, [openBankingUkChannel(base, '3.1')]),
    variant('106', 'Raccord Test Bank UK FAPI', 8, [openBankingUkChannel(base, '4.0')]),
    // As at the banks behind CBI Globe: one consent to list the accounts, another to read them, two trips to the bank.
    variant('107', 'Raccord Test Bank Two Steps', 6, [
      redirect('/berlin-group-redirect', { consentModels: ['list-only'], cardAccounts: false }),
    ]),
    variant('109', 'Raccord Test Bank via Enable Banking', 4, [enableBankingChannel(base)]),
    variant('110', 'Raccord Test Bank FinTS', 2, [fintsChannel(base, sandboxFields.slice(0, 2))]),
  ]
}
