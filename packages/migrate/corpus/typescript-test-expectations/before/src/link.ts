const BASE = 'https://embed.example.com'

export function link(sessionId: string, back: string): string {
  return `${BASE}/widget/add_connection?session_id=${sessionId}&captive_mode=true&redirect_uri=${encodeURIComponent(back)}`
}
