import type { BrowserContext, Page } from 'playwright-core'
import type { AccountOut } from '../../packages/contract/src/wire/index.ts'
import type { ApiUser } from '../support/api-client.ts'
import type { BrowserOptions, Browsers } from '../support/browser.ts'
import { Person } from './person.ts'
import type { Journeys } from './world.ts'

export interface Opened {
  readonly user: ApiUser
  readonly link: string
  readonly person: Person
  readonly page: Page
  readonly context: BrowserContext
}

export type Opens = (parameters?: Readonly<Record<string, string>>, options?: BrowserOptions) => Promise<Opened>

/** A new user in front of his `add_connection` link, in a browser of his own. */
export function opening(browsers: Browsers, at: () => Journeys): Opens {
  return async (parameters, options) => {
    const { user, link } = await at().link(parameters)
    const context = await browsers.open(options)
    const page = await context.newPage()
    await page.goto(link)
    return { user, link, context, page, person: new Person(page) }
  }
}

/** Status of the one connection that the user has, and of its channels by mode. */
export async function connectionOf({ api }: Journeys, user: ApiUser): Promise<Record<string, string | undefined>> {
  const connections = await api.connections(user)
  if (connections.length !== 1) throw new Error(`expected one connection, found ${connections.length}`)
  const [connection] = connections
  return {
    status: connection?.status,
    ...Object.fromEntries(connection?.channels.map(({ mode, status }) => [mode, status]) ?? []),
  }
}

export async function typesOf({ api }: Journeys, user: ApiUser): Promise<AccountOut['type'][]> {
  return (await api.accounts(user)).map(({ type }) => type).sort()
}
