interface SessionAnswer {
  _links: { add_connection: string; edit_credentials: string; manage_accounts: string }
}

export function addLink(session: SessionAnswer, back: string): string {
  return session._links.add_connection + '&wait_sync_end=true&redirect_url=' + encodeURIComponent(back)
}

export function manageLink(session: SessionAnswer, back: string): string {
  const link = new URL(session._links.manage_accounts)
  link.searchParams.set('redirect_url', back)
  link.searchParams.set('wait_sync_end', 'false')
  return link.toString()
}

export function editLink({ _links: links }: SessionAnswer, id: string): string {
  return `${links.edit_credentials}&connection_id=${id}&wait_sync_end=false`
}
