import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'

/** Two people of the sandbox client, one for each side, so that what is connected on one side is not there on the other. */
export interface TrialPeople {
  readonly id: string
  readonly before: { readonly token: string }
  readonly after: { readonly token: string }
}

interface ClientIds {
  readonly id: string
  readonly secret: string
}

/** Kept in memory: a sandbox that forgets them makes new ones. */
const mostPeople = 50

export interface Trials {
  /** Those of an earlier comparison, so that what they connected is there; else new ones. */
  people(id: unknown): Promise<TrialPeople>
  /** A fresh session: its links by name, path and query only. */
  session(path: string, person: { readonly token: string }): Promise<Readonly<Record<string, string>> | undefined>
}

/** Everything goes through the public API, as a client would call it. */
export function createTrials(app: FastifyInstance, client: ClientIds): Trials {
  const known = new Map<string, TrialPeople>()
  const ids = { client_id: client.id, client_secret: client.secret }

  async function call(url: string, payload: object, token?: string): Promise<Record<string, unknown> | undefined> {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const answer = await app.inject({ method: 'POST', url, payload, headers })
    return answer.statusCode < 300 ? (answer.json() as Record<string, unknown>) : undefined
  }

  async function person(own: string): Promise<{ token: string }> {
    const [email, password] = [
      `compare-${randomBytes(9).toString('hex')}@sandbox.invalid`,
      randomBytes(18).toString('base64url'),
    ]
    await call('/v2.1/users', { email, password }, own)
    const signedIn = await call('/token', { ...ids, grant_type: 'password', username: email, password })
    return { token: String(signedIn?.['access_token'] ?? '') }
  }

  return {
    async people(id) {
      const earlier = typeof id === 'string' ? known.get(id) : undefined
      if (earlier && (await call('/v2.1/widget_session', { ...ids, access_token: earlier.before.token })))
        return earlier
      const own = String((await call('/token', { ...ids, grant_type: 'client_credentials' }))?.['access_token'] ?? '')
      const [before, after] = await Promise.all([person(own), person(own)])
      const people = { id: randomBytes(16).toString('base64url'), before, after }
      const oldest = known.size >= mostPeople ? known.keys().next().value : undefined
      if (oldest !== undefined) known.delete(oldest)
      known.set(people.id, people)
      return people
    },
    async session(path, { token }) {
      const links = (await call(path, { ...ids, access_token: token }))?.['_links'] as
        | Record<string, string>
        | undefined
      if (!links) return undefined
      const local = ([name, link]: [string, string]) => {
        const { pathname, search } = new URL(link)
        return [name, pathname + search]
      }
      return Object.fromEntries(Object.entries(links).map(local))
    },
  }
}
