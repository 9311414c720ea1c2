const base = process.env.EMBED_BASE

export const both = (id: string) =>
  `${base}/v2.1/widget/add_connection?session_id=${id}&captive_mode=true&wait_sync_end=false`

export const channels = (id: string) =>
  `${base}/v2.1/widget/add_connection?session_id=${id}&channel_definition_id=12301&multiple_channels=true`

export const one = (id: string) => {
  const query = new URLSearchParams({ session_id: id, expected_account_types: 'ALL' })
  return `${base}/v2.1/widget/add_connection?${query}`
}
