import type { ApiUser } from '../../support/api-client.ts'

const client = { client_id: 'sandbox', client_secret: 'sandbox-secret' }

export type PreviousLink =
  | 'add_connection'
  | 'edit_credentials'
  | 'user_input'
  | 'manage_accounts'
  | 'terms'
  | 'professional_account'

/** A session as clients of the previous widgets open one: parameters on the address, the rest as a form. */
export async function openPreviousSession(
  base: string,
  user: ApiUser,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Record<PreviousLink, string>> {
  const query = new URLSearchParams(parameters).toString()
  const answer = await fetch(`${base}/widget_session${query === '' ? '' : `?${query}`}`, {
    method: 'POST',
    body: new URLSearchParams({ ...client, access_token: user.accessToken }),
  })
  if (answer.status !== 200) throw new Error(`POST /widget_session answered ${answer.status}: ${await answer.text()}`)
  const { _links: links } = (await answer.json()) as { _links: Record<PreviousLink, string> }
  return links
}

/** Clients append to links. */
export function appended(link: string, parameters: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parameters).toString()
  return query === '' ? link : `${link}&${query}`
}
