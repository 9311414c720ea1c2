const base = process.env.EMBED_BASE

function parameters(back: string) {
  return { captive_mode: 'true', redirect_uri: back }
}

export function add(id: string, back: string) {
  return `${base}/v2.1/widget/add_connection?session_id=${id}&${new URLSearchParams(parameters(back))}`
}
