import type { Locale } from '@raccord/contract'
import type { CategoryOut } from '@raccord/contract/wire'
import { type Category, categories } from '../../../transactions/categories.ts'

const table: Readonly<Record<string, Category>> = categories

export const categoryIds = Object.keys(table)

/** `undefined` for an id that this version does not know. */
export function presentCategory(id: string, locale: Locale): CategoryOut | undefined {
  const category = Object.hasOwn(table, id) ? table[id] : undefined
  if (category === undefined) return undefined
  const parent = category.parent === undefined ? undefined : table[category.parent]
  return {
    id,
    label: category.label[locale],
    type: category.type,
    ...(category.parent && parent ? { parent: { id: category.parent, label: parent.label[locale] } } : {}),
  }
}
