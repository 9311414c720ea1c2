const base = 'https://embed.example.com/v2.1'

export const add = (id: string, back: string) =>
  `${base}/widget/add_connection?session_id=${id}&redirect_url=${encodeURIComponent(back)}&wait_sync_end=true`

export const manage = (id: string) => `https://embed.example.com/v2.1/widget/manage_accounts?session_id=${id}`

export const session = 'https://embed.example.com/v2.1/widget_session'
