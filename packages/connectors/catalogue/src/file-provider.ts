import { accountTypes, channelDefinitionId, statementUpload } from '@raccord/contract'
import type { Provider } from './provider.ts'

/**
 * "Upload a statement": what a connection belongs to whose entries come from files. It is asked for by its id and stands in no list of
 * banks: pages offer it beside the list, under a name in the person's language.
 */
export const fileProvider: Provider = {
  id: statementUpload.id,
  name: statementUpload.names.en,
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
