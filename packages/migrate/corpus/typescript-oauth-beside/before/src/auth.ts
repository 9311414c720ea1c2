const authBase = process.env.AUTH_BASE ?? 'https://auth.example.com'
const embedBase = process.env.EMBED_BASE ?? 'https://embed.example.com'

export function signInLink(redirect_uri: string, state: string): string {
  const params = new URLSearchParams({ response_type: 'code', client_id: 'shop', redirect_uri, state })
  return `${authBase}/signin?${params}`
}

export async function exchange(code: string, redirect_uri: string) {
  return fetch(`${authBase}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri }),
  })
}

export function addBank(sessionId: string, redirect_uri: string): string {
  const params = new URLSearchParams({ session_id: sessionId, redirect_uri, select_accounts: 'true' })
  return `${embedBase}/widget/add_connection?${params}`
}
