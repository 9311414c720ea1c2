// A wireless portal has a captive mode too; it is no bank widget.
const portal = 'https://portal.example.net'

export const login = (user) =>
  fetch(`${portal}/login?captive_mode=1&user=${user}&redirect_uri=${encodeURIComponent('http://example.net/ok')}`)

export function settings() {
  const body = { captive_mode: 1, timeout: 30 }
  return fetch(`${portal}/settings`, { method: 'PUT', body: JSON.stringify(body) })
}
