const embed = 'https://embed.example.com'
const idp = 'https://idp.example.com'

export function open(kind: 'bank' | 'login', id: string, back: string): string {
  const query = new URLSearchParams()
  query.set('redirect_uri', back)
  if (kind === 'login') return `${idp}/authorize?${query}`
  query.set('session_id', id)
  return `${embed}/widget/add_connection?${query}`
}

export const openBank = (options: { captive_mode: boolean; redirect_uri: string }) =>
  frame(embed + '/widget/add_connection', options)
openBank({ captive_mode: true, redirect_uri: 'https://shop.example/done' })
