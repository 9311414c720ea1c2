import { randomBytes } from 'node:crypto'
import { type CheckLine, missing, note, ok } from './finding-line.ts'
import { call, field, postJson, reason } from './http-json.ts'
import type { Server } from './server.ts'

export interface Person {
  /** Undefined: the lines tell why. */
  readonly token?: string
  readonly lines: readonly CheckLine[]
  /** Removes what was made; says whether it did. */
  readonly remove?: () => Promise<CheckLine | undefined>
}

const body = ({ clientId, secret }: Server) => ({ client_id: clientId, client_secret: secret })

/** A client token; the line tells why there is none. */
export async function clientToken(server: Server): Promise<{ readonly token?: string; readonly line: CheckLine }> {
  const answer = await postJson(`${server.auth}/token`, { ...body(server), grant_type: 'client_credentials' })
  const token = field(answer.json, 'access_token')
  if (answer.status === 200 && token !== undefined) return { token, line: ok('token', 'POST /token: a client token') }
  const next = answer.status === 404 ? 'is this the auth base? --auth-url says another' : 'look at client id and secret'
  return { line: missing('token', `POST /token: ${reason(answer)}`, next) }
}

/** Makes a person of its own, so that nobody's data is touched. */
export async function temporaryUser(server: Server, token: string): Promise<Person> {
  const email = `raccord-migrate-${randomBytes(8).toString('hex')}@example.org`
  const password = randomBytes(18).toString('base64url')
  const made = await postJson(`${server.api}/v2.1/users`, { email, password }, token)
  const id = /(\d+)\/?$/.exec(made.headers.get('location') ?? '')?.[1]
  if (made.status !== 201 || id === undefined) {
    return {
      lines: [
        missing(
          'user',
          `POST /v2.1/users: ${reason(made)}`,
          'may this client create users? Or give a token of a user: --token-env',
        ),
      ],
    }
  }
  const remove = async (userToken: string): Promise<CheckLine | undefined> => {
    const answer = await call(`${server.api}/v2.1/users/me`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${userToken}` },
    })
    if (answer.status === 204) return note('clean-up', `the temporary user ${id} was deleted again`)
    return missing(
      'clean-up',
      `the temporary user ${id} could not be deleted: ${reason(answer)}`,
      `delete it: DELETE /v2.1/users/${id}`,
    )
  }
  const entered = await postJson(`${server.auth}/token`, {
    ...body(server),
    grant_type: 'password',
    username: email,
    password,
  })
  const userToken = field(entered.json, 'access_token')
  if (userToken === undefined) {
    return {
      lines: [
        missing(
          'user',
          `a token for the temporary user ${id}: ${reason(entered)}`,
          `delete that user: DELETE /v2.1/users/${id}`,
        ),
      ],
    }
  }
  return {
    token: userToken,
    lines: [note('user', `a temporary user (${id}) was made for this check`)],
    remove: () => remove(userToken),
  }
}
