const BASE = 'https://embed.example.com'

export function link(sessionId: string, back: string): string {
  return `${BASE}/v2.1/widget/add_connection?session_id=${sessionId}&wait_sync_end=true&redirect_url=${encodeURIComponent(back)}`
}
