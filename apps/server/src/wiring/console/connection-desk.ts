import type { ChannelRow, Desk } from '@raccord/console'
import type { Catalogue } from '../../providers/catalogue.ts'
import type { Database } from '../../store/database.ts'
import { type ChannelList, listChannels } from '../../store/repositories/channel-lists.ts'
import { labelled, type StandingDesk, standingOf } from './overview-desk.ts'

const most = 50

export function connectionDesk(deps: {
  readonly database: Pick<Database, 'kysely' | 'clock'>
  readonly standing: StandingDesk
  readonly catalogue: Pick<Catalogue, 'name'>
}): Desk['connections'] {
  const { database, standing, catalogue } = deps
  const list = async (which: ChannelList): Promise<ChannelRow[]> =>
    (await listChannels(database, which, most)).map(({ connectionId, clientId, status, failure, at, providerId }) => ({
      ...{ connectionId, clientId, status, at, bank: catalogue.name(providerId) || providerId },
      failure: failure ?? undefined,
    }))
  return async () => {
    const { figures } = await standing.read()
    return {
      states: labelled(figures, 'connections'),
      failures: labelled(figures, 'failing'),
      standing: standingOf(figures),
      late: await list('late'),
      limited: await list('limited'),
      ending: await list('ending'),
      failing: await list('failing'),
    }
  }
}
