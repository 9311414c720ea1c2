const base = process.env.EMBED_BASE

export const both = (id: string) =>
  `${base}/widget/add_connection?session_id=${id}&captive_mode=true&wait_sync_end=false`

export const channels = (id: string) =>
  `${base}/widget/add_connection?session_id=${id}&channel_definition_id=12301&multiple_channels=true`

export const one = (id: string) => {
  const query = new URLSearchParams({ session_id: id, multiple_channels: 'true' })
  return `${base}/widget/add_connection?${query}`
}
