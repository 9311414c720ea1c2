export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Undefined where the body is no JSON. */
  readonly json: unknown
}

const patience = 20_000

/** One call. Redirects are not followed: each may lead somewhere a secret must not go. Throws where nobody answers. */
export async function call(url: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) })
  const text = await answer.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  return { status: answer.status, headers: answer.headers, text, json }
}

export const postJson = (url: string, body: object, token?: string): Promise<Answer> =>
  call(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })

export const getJson = (url: string, token: string): Promise<Answer> =>
  call(url, { headers: { authorization: `Bearer ${token}`, accept: 'application/json' } })

/** A text field of a JSON object. */
export function field(json: unknown, name: string): string | undefined {
  const value = typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}

/** What an error answer says, for a person. */
export const reason = ({ status, json }: Answer): string => {
  const error = field(json, 'error')
  return error === undefined
    ? `HTTP ${status}`
    : `HTTP ${status} ${error}: ${field(json, 'error_description') ?? ''}`.trim()
}
