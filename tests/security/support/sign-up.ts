import { unique } from './canary-file.ts'

/** A new user of this client, with a token of his own. */
export async function signUp(
  base: string,
  clientId: string,
  secret: string,
): Promise<{ accessToken: string; id: string }> {
  const post = async (path: string, body: object, token?: string) => {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return answer
  }
  const client = { client_id: clientId, client_secret: secret }
  const forClient = await post('/token', { ...client, grant_type: 'client_credentials' })
  const { access_token: clientToken } = (await forClient.json()) as { access_token: string }
  const [email, password] = [`${unique()}@example.org`, `pw-${unique()}`]
  const created = await post('/v2.1/users', { email, password }, clientToken)
  const signedIn = await post('/token', { ...client, grant_type: 'password', username: email, password })
  const { access_token: accessToken } = (await signedIn.json()) as { access_token: string }
  return { accessToken, id: /(\d+)$/.exec(created.headers.get('location') ?? '')?.[1] ?? '' }
}
