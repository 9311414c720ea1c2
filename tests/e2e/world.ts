import { afterAll, afterEach, beforeAll } from 'vitest'
import { ApiClient, type ApiUser } from '../support/api-client.ts'
import { type RaccordWorld, startWorld, type WorldOptions } from '../support/raccord-process.ts'

export interface Journeys {
  readonly world: RaccordWorld
  readonly api: ApiClient
  /** A new user and his link of `add_connection`. */
  link(parameters?: Readonly<Record<string, string>>): Promise<{ readonly user: ApiUser; readonly link: string }>
}

/** Server and test bank for a whole test file. No answer of 500 and no fault in the server's log goes unnoticed. */
export function useWorld(options: WorldOptions = {}): () => Journeys {
  let journeys: Journeys | undefined
  let read = 0
  beforeAll(async () => {
    const world = await startWorld(options)
    const api = new ApiClient(world.url)
    journeys = {
      world,
      api,
      async link(parameters) {
        const user = await api.newUser()
        return { user, link: await api.widgetLink(user, parameters) }
      },
    }
  })
  afterEach(() => {
    const written = journeys?.world.raccord.output() ?? ''
    const faults = written
      .slice(read)
      .split('\n')
      .filter((line) => /"level":(50|60)/.test(line) || /"statusCode":5\d\d/.test(line))
    read = written.length
    if (faults.length > 0) throw new Error(`the server logged faults:\n${faults.join('\n')}`)
  })
  afterAll(() => journeys?.world.stop())
  return () => {
    if (!journeys) throw new Error('the world is not up yet')
    return journeys
  }
}
