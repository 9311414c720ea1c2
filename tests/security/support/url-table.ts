interface Places {
  readonly server: string
  readonly bank: string
  readonly client: string
}

/**
 * Where a secret may be in an address, and why. Everything else is a leak. Server addresses are never logged with their
 * query; `Referrer-Policy: same-origin` and `no-store` keep them from other sites and from the disk.
 */
const table: readonly { readonly name: string; readonly at: (places: Places) => RegExp; readonly why: string }[] = [
  {
    name: 'session id',
    at: ({ server }) =>
      on(server, '/v2\\.1/widget/(?:add_connection|edit_credentials|manage_accounts|journey|progress)\\?'),
    why: 'links of the widget carry it by contract (WIRE §4); useless without the bound browser',
  },
  {
    name: 'departure ticket',
    at: ({ server }) => on(server, '/v2\\.1/widget/depart\\?'),
    why: 'works once, names no session',
  },
  {
    name: 'state',
    at: ({ server, bank }) =>
      new RegExp(
        `${on(server, '/bank/callback/\\d+\\?').source}|${on(bank, '/berlin-group-oauth/authorize\\?').source}`,
      ),
    why: 'it goes to the bank and back by definition (RFC 6749 §4.1); single use, bound to provider and browser',
  },
  {
    name: 'code',
    at: ({ server }) => on(server, '/bank/callback/\\d+\\?'),
    why: 'RFC 6749 §4.1.2; worthless without the PKCE verifier',
  },
  { name: 'code_challenge', at: ({ bank }) => on(bank, '/berlin-group-oauth/authorize\\?'), why: 'a hash (RFC 7636)' },
  {
    name: 'consent id',
    at: ({ bank }) => on(bank, '/berlin-group[a-z-]*/(?:v1/(?:consents/|.*consentId=)|authorize\\?)'),
    why: 'the bank’s own resource, at the bank',
  },
  { name: 'authorisation id', at: ({ bank }) => on(bank, '/berlin-group[a-z-]*/v1/consents/'), why: 'likewise' },
  {
    name: 'configuration address',
    at: ({ client }) => on(client, '/'),
    why: 'the file itself, fetched by the test bank',
  },
]

export function allowedInUrl(name: string, url: string, places: Places): boolean {
  return table.some((row) => row.name === name && row.at(places).test(url))
}

function on(base: string, path: string): RegExp {
  return new RegExp(`^(?:API )?${base.replaceAll('.', '\\.')}${path}`)
}
