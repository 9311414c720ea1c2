import type { CredentialField } from '@raccord/connector-kit'
import type { Provider, ProviderChannel, ProviderGroup, ProviderLimits } from './provider.ts'
import { berlinGroupChannels } from './sandbox-berlin-group-channels.ts'
import { sandboxFields } from './sandbox-fields.ts'
import { openBankingUkChannel, stetChannel } from './sandbox-oauth-providers.ts'

/** One customer's file may drop connections; the bank goes on for the others. */
export const sandboxLimits: ProviderLimits = { failuresToPause: 50 }

/** As the test bank draws them (`apps/testbank/src/brands`). */
const marks = {
  agreste: { letters: 'CA', fill: '#3c6e1f', ink: '#ffffff' },
  galet: { letters: 'SG', fill: '#1b1f3b', ink: '#ffd23f' },
  lario: { letters: 'BL', fill: '#8c1c2b', ink: '#fff4e6' },
  thornbridge: { letters: 'TB', fill: '#123a6b', ink: '#e8f1ff' },
  brumes: { letters: 'BB', fill: '#5b5f6b', ink: '#f4f5f7' },
} as const

const network: ProviderGroup = { id: 'credit-agreste', name: 'Crédit Agreste', aliases: ['Agreste', 'CA'] }

/**
 * Banks that do not exist, each on its protocol and played by the test bank under `/banks/<name>`: a network of regions (STET), an
 * online bank with nothing but a form (Berlin Group), an Italian one with two steps, a British one (Open Banking), and one in trouble.
 */
export function fictionalProviders(base: string, sealed: boolean): Provider[] {
  const { redirect, embedded } = berlinGroupChannels(base, sealed)
  const at = (brand: string) => `/banks/${brand}`
  const bank = (
    id: string,
    brand: keyof typeof marks,
    one: Pick<Provider, 'name' | 'aliases' | 'countries' | 'popularity'>,
    channel: ProviderChannel,
  ): Provider => ({
    id,
    ...one,
    mark: marks[brand],
    website: `${base}${at(brand)}`,
    limits: sandboxLimits,
    channels: [channel],
  })
  const regions = ['Armorique', 'Val de Loire', 'Grand Sud'].map((region, index) => ({
    ...bank(
      String(111 + index),
      'agreste',
      { name: `Crédit Agreste ${region}`, aliases: ['CA'], countries: ['FR'], popularity: 95 - index },
      stetChannel(`${base}${at('agreste')}`, sealed),
    ),
    group: network,
  }))
  return [
    ...regions,
    bank(
      '114',
      'galet',
      { name: 'Société Galet', aliases: ['SG', 'Galet en ligne'], countries: ['FR'], popularity: 90 },
      embedded(`${at('galet')}/berlin-group`, formOf('hugo')),
    ),
    bank(
      '115',
      'lario',
      { name: 'Banca del Lario', aliases: ['Intesa del Lario', 'BDL'], countries: ['IT'], popularity: 85 },
      // As at the banks behind CBI Globe: one consent to list the accounts, another to read them, two trips to the bank.
      redirect(`${at('lario')}/berlin-group`, { consentModels: ['list-only'], cardAccounts: false }),
    ),
    bank(
      '116',
      'thornbridge',
      { name: 'Thornbridge Bank', aliases: ['TBB', 'Thornbridge Building Society'], countries: ['GB'], popularity: 80 },
      openBankingUkChannel(`${base}${at('thornbridge')}`, '3.1'),
    ),
    bank(
      '117',
      'brumes',
      { name: 'Banque des Brumes', aliases: ['BDB', 'Trouble'], countries: ['FR'], popularity: 75 },
      redirect(`${at('brumes')}/berlin-group`),
    ),
  ]
}

/** Its form says who may sign in. */
function formOf(customer: string): CredentialField[] {
  const tried = `${customer} / ${customer}`
  const help = {
    en: `To try: ${tried}`,
    fr: `Pour essayer : ${tried}`,
    it: `Per provare: ${tried}`,
    es: `Para probar: ${tried}`,
    de: `Zum Ausprobieren: ${tried}`,
  }
  return sandboxFields.flatMap((field) =>
    field.id === 'configuration_url' ? [] : [field.id === 'login' ? { ...field, help } : field],
  )
}
