import type { BankHttp, BankRequest, BankResponse } from '@raccord/connector-kit'

export interface ScriptedAnswer {
  readonly status?: number
  readonly body?: unknown
}

/** A bank in memory: every request is kept, the first rule that fits answers. `links` are relative to the base path. */
export function scriptedHttp(
  baseUrl: string,
  rules: { readonly [route: string]: ScriptedAnswer | ((request: BankRequest) => ScriptedAnswer) },
): { readonly http: BankHttp; readonly sent: BankRequest[] } {
  const sent: BankRequest[] = []
  const answer = (request: BankRequest): ScriptedAnswer => {
    const route = `${request.method} ${new URL(request.url.slice(baseUrl.length), 'http://x').pathname}`
    const rule = rules[route]
    if (rule === undefined)
      return { status: 404, body: { tppMessages: [{ category: 'ERROR', code: 'RESOURCE_UNKNOWN' }] } }
    return typeof rule === 'function' ? rule(request) : rule
  }
  return {
    sent,
    http: {
      async send(request): Promise<BankResponse> {
        sent.push(request)
        const { status = 200, body } = answer(request)
        const text = body === undefined ? '' : JSON.stringify(body)
        return { kind: 'answer', status, headers: { 'content-type': 'application/json' }, body: text }
      },
    },
  }
}
