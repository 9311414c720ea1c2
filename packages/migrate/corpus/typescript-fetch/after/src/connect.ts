import { settings } from './settings.ts'

interface Started {
  readonly session_id: string
}

export async function startSession(accessToken: string): Promise<Started> {
  const answer = await fetch(`${settings.widgetBase}/v2.1/widget_session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      access_token: accessToken,
      client_id: settings.clientId,
      client_secret: settings.clientSecret,
    }),
  })
  return (await answer.json()) as Started
}

export function connectLink(session: Started, back: string): string {
  const query = new URLSearchParams({
    session_id: session.session_id,
    wait_sync_end: 'false',
    redirect_url: back,
  })
  return `${settings.widgetBase}/v2.1/widget/add_connection?${query}`
}
