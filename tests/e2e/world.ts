import { afterAll, afterEach, beforeAll } from 'vitest'
import { ApiClient, type ApiUser } from '../support/api-client.ts'
import { type RaccordWorld, startWorld, usualDatabase, type WorldOptions } from '../support/raccord-process.ts'

export interface Journeys {
  readonly world: RaccordWorld
  readonly api: ApiClient
  /** A new user and his link of `add_connection`, whose last screen stays unless `congrats_bypass_delay` says otherwise. */
  link(parameters?: Readonly<Record<string, string>>): Promise<{ readonly user: ApiUser; readonly link: string }>
}

/** Where an offer must stay until it is answered, however long a busy machine takes to answer it. */
const patient = { RACCORD_OFFER_SECONDS: '900' }

/** The last screen stays until it was looked at. */
const unhurried = { congrats_bypass_delay: '900' }

interface Running {
  readonly journeys: Journeys
  /** How much of its log has been looked at. */
  read: number
}

/** Worlds of this process, by their database: several files use one, each test with users of its own. */
const running = new Map<string, Promise<Running>>()

export interface UseWorldOptions extends WorldOptions {
  /** For this suite alone: it counts what all users did, or stops what it was given. So is one with settings of its own. */
  readonly alone?: boolean
}

/**
 * Server and test bank. No answer of 500 and no fault in the server's log goes unnoticed. Shared with the other files of
 * this process, unless `alone`; then it ends with the suite. Settings are read when it begins.
 */
export function useWorld(asked: UseWorldOptions = {}): () => Journeys {
  const alone = asked.alone ?? (asked.env !== undefined || asked.bank !== undefined)
  let mine: Running | undefined
  beforeAll(async () => {
    mine = await (alone ? start(asked) : shared(asked))
    mine.read = mine.journeys.world.raccord.output().length
  })
  afterEach(() => {
    if (!mine) return
    const written = mine.journeys.world.raccord.output()
    const faults = written
      .slice(mine.read)
      .split('\n')
      .filter((line) => /"level":(50|60)/.test(line) || /"statusCode":5\d\d/.test(line))
    mine.read = written.length
    if (faults.length > 0) throw new Error(`the server logged faults:\n${faults.join('\n')}`)
  })
  if (alone) afterAll(() => mine?.journeys.world.stop())
  return () => {
    if (!mine) throw new Error('the world is not up yet')
    return mine.journeys
  }
}

/** Ends with this process (child-process.ts), and its folders with the run's. */
function shared({ database = usualDatabase() }: WorldOptions): Promise<Running> {
  const known = running.get(database) ?? start({ database })
  running.set(database, known)
  return known
}

async function start(asked: WorldOptions): Promise<Running> {
  const world = await startWorld({ ...asked, env: { ...patient, ...asked.env } })
  const api = new ApiClient(world.url)
  const journeys = {
    world,
    api,
    async link(parameters?: Readonly<Record<string, string>>) {
      const user = await api.newUser()
      return { user, link: await api.widgetLink(user, { ...unhurried, ...parameters }) }
    },
  }
  return { journeys, read: 0 }
}
