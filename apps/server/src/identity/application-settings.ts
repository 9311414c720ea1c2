import { z } from 'zod'

/** The part of the settings that says as which application Enable Banking knows us. */
export const applicationShape = {
  RACCORD_ENABLE_BANKING_APP_ID: z
    .uuid('must be the id of the application, a UUID')
    .optional()
    .describe('Id of your application at Enable Banking: its banks join the list. docs/guide/enable-banking.md.'),
  RACCORD_ENABLE_BANKING_KEY_FILE: z
    .string()
    .min(1)
    .optional()
    .describe('Its private key, PEM; `raccord enable-banking key` makes one. Refused when everybody can read it.'),
  RACCORD_ENABLE_BANKING_URL: z
    .url({ protocol: /^https?$/, error: 'must be a http or https URL' })
    .optional()
    .describe('Where the interface is, for tests against a counterpart; by default `https://api.enablebanking.com`.'),
}

export interface ApplicationSettings {
  readonly applicationId: string
  readonly keyFile: string
  readonly url: string | undefined
}

type Read = { readonly [Name in keyof typeof applicationShape]?: string | undefined }

/** @returns a sentence where settings do not go together. */
export function readApplicationSettings(set: Read, production: boolean): ApplicationSettings | string | undefined {
  const {
    RACCORD_ENABLE_BANKING_APP_ID: applicationId,
    RACCORD_ENABLE_BANKING_KEY_FILE: keyFile,
    RACCORD_ENABLE_BANKING_URL: url,
  } = set
  // The address alone is for whoever sets the rest up on a page.
  if (applicationId === undefined && keyFile === undefined) return undefined
  if (applicationId === undefined || keyFile === undefined)
    return 'RACCORD_ENABLE_BANKING_APP_ID and RACCORD_ENABLE_BANKING_KEY_FILE go together.'
  if (production && url?.startsWith('http:'))
    return 'RACCORD_ENABLE_BANKING_URL must begin with https:// in production.'
  return { applicationId, keyFile, url: url?.replace(/\/+$/, '') }
}
