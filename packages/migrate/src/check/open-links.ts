import { endpoints } from '@raccord/contract'
import { type CheckLine, missing, note, ok } from './finding-line.ts'
import { type Answer, call } from './http-json.ts'

export type Links = Readonly<Record<string, unknown>>

export interface OpeningOptions {
  readonly redirectUrl?: string | undefined
  readonly cancelUrl?: string | undefined
  readonly callbackUri?: string | undefined
}

/** Opens every link of a session as a browser's first request does, with the parameters of the new widgets. */
export async function openLinks(links: Links, options: OpeningOptions): Promise<CheckLine[]> {
  const lines: CheckLine[] = []
  for (const endpoint of endpoints) {
    const link = links[endpoint]
    if (typeof link !== 'string' || !URL.canParse(link)) {
      lines.push(missing(endpoint, `the session has no link ${endpoint}`, 'is the server up to date?'))
      continue
    }
    const url = new URL(link)
    if (!url.pathname.endsWith(`/v2.1/widget/${endpoint}`)) {
      lines.push(
        missing(
          endpoint,
          `the link leads to ${url.pathname}`,
          'the session call was not answered by the new widgets: call /v2.1/widget_session',
        ),
      )
      continue
    }
    lines.push(await opened(endpoint, await call(link)))
  }
  const add = links['add_connection']
  if (typeof add !== 'string') return lines
  lines.push(
    await registered(add, 'redirect_url', options.redirectUrl, '--redirect-url <url> checks that yours is registered'),
  )
  if (options.cancelUrl !== undefined) lines.push(await registered(add, 'cancel_url', options.cancelUrl))
  else
    lines.push(
      note('cancel_url', 'no cancel_url was given: no cancel button will be drawn', '--cancel-url <url> checks yours'),
    )
  if (options.callbackUri !== undefined) lines.push(await registered(add, 'aspsp_callback_uri', options.callbackUri))
  return lines
}

function opened(endpoint: string, answer: Answer): CheckLine {
  const isPage = answer.headers.get('content-type')?.startsWith('text/html') ?? false
  if (answer.headers.has('deprecation')) {
    return missing(endpoint, 'it is answered as deprecated', 'open the link under /v2.1/widget/')
  }
  if (answer.status < 400) return ok(endpoint, `it opens (HTTP ${answer.status})`)
  // A fresh person has no connection that could be edited: a clear page is the right answer.
  if (endpoint !== 'add_connection' && isPage && answer.status < 500) {
    return ok(endpoint, `it answers, and asks for a connection_id (HTTP ${answer.status})`)
  }
  return missing(endpoint, `HTTP ${answer.status}`, 'the server’s log has the reason')
}

async function registered(link: string, name: string, value: string | undefined, hint?: string): Promise<CheckLine> {
  if (value === undefined) return note(name, `${name} was not checked`, hint)
  const answer = await call(`${link}&${name}=${encodeURIComponent(value)}`)
  if (answer.status < 400) return ok(name, `${value} is registered`)
  return missing(
    name,
    `${value} is refused (HTTP ${answer.status})`,
    'register it with the client: scheme, host, port and path, any query',
  )
}
