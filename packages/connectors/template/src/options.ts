import { z } from 'zod'

/** What differs between banks of this protocol. A bank is one value of this: no code knows a bank's name. */
export const templateOptions = z.strictObject({
  /** Where the bank's API begins, without a slash at the end. */
  baseUrl: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** Guard against a bank whose pages never end. */
  maxPages: z.int().min(1).default(500),
})
export type TemplateOptions = z.infer<typeof templateOptions>
