import { z } from 'zod'

export const categoryTypes = ['INCOME', 'EXPENSE', 'TRANSFER', 'OTHER'] as const

export const categoryOut = z
  .object({
    id: z.string().meta({ description: 'Upper-case word.', example: 'SERVICES' }),
    label: z.string(),
    type: z.enum(categoryTypes),
    parent: z.object({ id: z.string(), label: z.string() }).optional(),
  })
  .meta({ id: 'Category' })
export type CategoryOut = z.output<typeof categoryOut>
