/** What of a pasted link goes into a journey of this sandbox, and what was changed for it, in words. */
export interface TrialQuery {
  /** With `&` in front of each, as clients append it. */
  readonly appended: string
  readonly notes: readonly string[]
}

const ownNames = new Set(['session_id', 'access_token', 'refresh_token', 'client_id', 'client_secret'])
const returns: Readonly<Record<string, string>> = {
  redirect_uri: '/compare/back',
  redirect_url: '/compare/back',
  cancel_url: '/compare/back?for=cancel_url',
}

/**
 * Functional parameters as they are; addresses are replaced by a page of this sandbox that shows what arrives, or left out
 * where that page is not registered (`own` undefined). A trial never leads to an address that somebody pasted.
 */
export function trialQuery(query: URLSearchParams, own: string | undefined): TrialQuery {
  const appended: string[] = []
  const notes = new Set<string>()
  for (const [name, value] of query) {
    if (ownNames.has(name)) continue
    const back = Object.hasOwn(returns, name) ? returns[name] : undefined
    if (name === 'connection_id')
      notes.add('connection_id is left out: the people of this page have at most one connection.')
    else if (name === 'aspsp_callback_uri')
      notes.add('aspsp_callback_uri is left out: this page does not host the widget as yours does.')
    else if (back === undefined) appended.push(`&${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    else if (own === undefined) notes.add('Return addresses are left out: nothing of yours is opened from here.')
    else {
      appended.push(`&${name}=${encodeURIComponent(own + back)}`)
      notes.add('Return addresses lead to a page of this sandbox that shows what your own page would be told.')
    }
  }
  return { appended: appended.join(''), notes: [...notes] }
}
