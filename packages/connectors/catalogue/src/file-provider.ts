import { accountTypes, channelDefinitionId, type Locale } from '@raccord/contract'
import type { Provider } from './provider.ts'

/** Its name is ours, and so said in the person's language. */
export const fileProviderNames: { readonly [locale in Locale]: string } = {
  en: 'Upload a statement',
  fr: 'Importer un relevé',
  it: 'Carica un estratto conto',
  es: 'Subir un extracto',
  de: 'Kontoauszug hochladen',
}

/**
 * "Upload a statement": what a connection belongs to whose entries come from files. It is asked for by its id and stands in no list of
 * banks: pages offer it beside the list, under a name in the person's language.
 */
export const fileProvider: Provider = {
  id: '9999999',
  name: 'Upload a statement',
  aliases: [],
  countries: [],
  popularity: 0,
  channels: [
    {
      ...{ mode: 'EMBEDDED', protocol: 'files', accountTypes, options: {}, hosts: [], fields: [] },
      ...{ consentDays: 180, frequencyPerDay: 4 },
    },
  ],
}

export const fileChannelId = channelDefinitionId(fileProvider.id, 'EMBEDDED')
