import { type CheckLine, missing, ok } from './finding-line.ts'
import { postJson, reason } from './http-json.ts'
import { type Links, type OpeningOptions, openLinks } from './open-links.ts'
import type { Server } from './server.ts'
import { clientToken, temporaryUser } from './temporary-user.ts'
import { usageLines } from './usage-report.ts'

export interface CheckOptions extends OpeningOptions {
  /** A user's token; without it a temporary user is made and deleted. */
  readonly userToken?: string | undefined
}

/** The new flow from the first call to the open widget. Whatever was made is removed, also after a failure. */
export async function checkServer(server: Server, options: CheckOptions): Promise<CheckLine[]> {
  const client = await clientToken(server)
  if (client.token === undefined) return [client.line]
  const lines: CheckLine[] = [client.line]
  const person = options.userToken === undefined ? await temporaryUser(server, client.token) : undefined
  if (person) lines.push(...person.lines)
  const token = options.userToken ?? person?.token
  if (token !== undefined) {
    try {
      lines.push(...(await session(server, token, options)))
    } finally {
      const removed = await person?.remove?.()
      if (removed) lines.push(removed)
    }
  }
  lines.push(...(await usageLines(server, client.token)))
  return lines
}

async function session(server: Server, token: string, options: CheckOptions): Promise<CheckLine[]> {
  const answer = await postJson(`${server.embed}/v2.1/widget_session`, {
    access_token: token,
    client_id: server.clientId,
    client_secret: server.secret,
  })
  const links =
    typeof answer.json === 'object' && answer.json !== null ? (answer.json as { _links?: Links })._links : undefined
  if (answer.status !== 200 || typeof links !== 'object' || links === null) {
    const next =
      answer.status === 404
        ? 'is this the embed base? --embed-url says another'
        : 'the four parameters: access_token, refresh_token, client_id, client_secret'
    return [missing('session', `POST /v2.1/widget_session: ${reason(answer)}`, next)]
  }
  return [
    ok('session', 'POST /v2.1/widget_session with access_token, client_id and client_secret alone'),
    ...(await openLinks(links, options)),
  ]
}
