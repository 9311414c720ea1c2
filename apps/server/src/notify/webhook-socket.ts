import { checkBankUrl, createBankHttp } from '@raccord/connector-kit'

/** How an attempt ended: a status of the receiver, or what went wrong before there was one. */
export type Attempt = { readonly ok: true; readonly status: number } | { readonly ok: false; readonly failure: string }

export interface WebhookSocket {
  post(headers: { readonly [name: string]: string }, body: string): Promise<Attempt>
  close(): Promise<void>
}

export type OpenWebhook = (url: string) => WebhookSocket

const timeoutMs = 15_000
/** Of the answer; what it says is of no interest. */
const answerBytes = 16 * 1024

/** The rule that a target breaks; `undefined`: none. What its name resolves to is judged at each delivery. */
export function targetProblem(url: string, allowLoopback: boolean): string | undefined {
  const host = URL.parse(url)?.host ?? ''
  const verdict = checkBankUrl(url, { hosts: [host], allowLoopback })
  if (verdict.ok) return verdict.url.hash === '' ? undefined : 'fragment'
  return verdict.problem
}

/** Sockets to receivers, by the same guard as those to banks: addresses are judged once resolved, redirects are not followed. */
export function webhookSockets(options: {
  readonly allowLoopback: boolean
  readonly now: () => Date
  readonly roots?: readonly string[]
}): OpenWebhook {
  return (url) => {
    const http = createBankHttp({
      ...options,
      allowedHosts: [URL.parse(url)?.host ?? ''],
      timeoutMs,
      maxBytes: answerBytes,
      statusOnly: true,
      maxConnections: 8,
      userAgent: 'Raccord-Webhooks',
    })
    return {
      async post(headers, body) {
        const answer = await http.send({ method: 'POST', url, headers, body })
        // No detail: it names the host, which the client knows, and at most an address inside our network, which it need not know.
        if (answer.kind === 'fault') return { ok: false, failure: answer.fault }
        const { status } = answer
        return status >= 200 && status < 300 ? { ok: true, status } : { ok: false, failure: String(status) }
      },
      close: () => http.close(),
    }
  }
}
