const base = process.env.EMBED
const wifi = process.env.WIFI

export function wifiLink(user) {
  const params = new URLSearchParams({ user, captive_mode: 'on' })
  return `${wifi}/portal/enter?${params}`
}

export function bankLink(id) {
  const params = new URLSearchParams({ session_id: id })
  params.set('captive_mode', 'false')
  return `${base}/widget/manage_accounts?${params}`
}
