const BACK = 'redirect_uri'
const WAIT = 'captive_mode'

export function link(base: string, id: string, back: string): string {
  const url = new URL(`${base}/widget/add_connection`)
  url.searchParams.set('session_id', id)
  url.searchParams.set(BACK, back)
  url.searchParams.set(WAIT, 'true')
  return url.href
}
