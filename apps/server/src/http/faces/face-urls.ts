import type { FaceToken } from '../../faces/face-token.ts'
import { exportNames } from './exports/export-names.ts'

export const simplefinRoot = (api: string): string => `${api}/simplefin`

export const lunchflowRoot = (api: string): string => `${api}/lunchflow/v1`

export const enableBankingRoot = (api: string): string => `${api}/enablebanking`

/** What opens a token, as it is told once. */
export function openings(api: string, { kind, applicationId }: FaceToken, secret: string) {
  switch (kind) {
    case 'simplefin':
      return { setup_token: setupToken(api, secret) }
    case 'export':
      return { links: exportLinks(api, secret) }
    case 'lunchflow':
      return { api_url: lunchflowRoot(api), api_key: secret }
    case 'enable_banking':
      return { api_url: enableBankingRoot(api), application_id: applicationId ?? '', private_key: secret }
  }
}

/** What a person pastes into his application: the address to claim, base64 with padding, on one line (some readers are strict). */
export function setupToken(api: string, code: string): string {
  return Buffer.from(`${simplefinRoot(api)}/claim/${code}`, 'utf8').toString('base64')
}

/**
 * The address with user and password in it that a reader keeps. It is taken apart by hand at `//`, `@` and `:`, and nothing of it is
 * decoded: name and password are of letters, digits, `-` and `_`.
 */
export function accessUrl(api: string, token: Pick<FaceToken, 'id'>, password: string): string {
  const [scheme, rest] = simplefinRoot(api).split('://')
  return `${scheme}://${accessName(token)}:${password}@${rest}`
}

/** Not a secret: it lets an address be told from another in a list. */
export const accessName = ({ id }: Pick<FaceToken, 'id'>): string => `sf${id}`

export function exportLinks(api: string, secret: string): Record<string, string> {
  return Object.fromEntries(exportNames.map((name) => [name, `${api}/exports/${secret}.${name}`]))
}
