const embed = process.env.EMBED
const auth = process.env.AUTH

export function links(id: string, back: string) {
  let query = new URLSearchParams({ response_type: 'code', client_id: 'shop' })
  query.set('redirect_uri', back)
  const login = `${auth}/signin?${query}`
  query = new URLSearchParams({ session_id: id })
  query.set('redirect_uri', back)
  const add = `${embed}/widget/add_connection?${query}`
  return { login, add }
}

export function shared(id: string, back: string) {
  const query = new URLSearchParams({ redirect_uri: back, captive_mode: 'true' })
  return [`${auth}/signin?${query}`, `${embed}/widget/add_connection?session_id=${id}&${query}`]
}

export function passed(id: string, request: { query: Record<string, string> }) {
  const wait = request.query['captive_mode']
  return `${embed}/widget/add_connection?session_id=${id}&captive_mode=${wait}`
}
