import { accountTypes, channelDefinitionId } from '@raccord/contract'
import type { Provider } from './provider.ts'

/**
 * "Upload a statement": what a connection belongs to whose entries come from files. It is asked for by its id and stands in no list of
 * banks, since no journey leads to it.
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
