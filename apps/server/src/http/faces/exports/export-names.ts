import { fileFormats } from '@raccord/formats'

/** Endings of an export's address, each a format; `json` is what the API shows. */
export const exportNames = [...fileFormats, 'json'] as const
export type ExportName = (typeof exportNames)[number]
