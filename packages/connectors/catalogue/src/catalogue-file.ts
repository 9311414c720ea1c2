import { z } from 'zod'
import { enabledBrand } from './brands/brand.ts'
import { provider } from './schema.ts'

/** The operator's own catalogue file. Unknown keys are errors: a misspelt option would silently do nothing. */
export const catalogueFile = z.strictObject({
  $schema: z.string().optional(),
  /** Banks of the catalogue that this installation uses, by id. */
  brands: z.record(z.string(), enabledBrand).default({}),
  /** Banks that the catalogue lacks. */
  providers: z.array(provider).max(10_000).default([]),
})
