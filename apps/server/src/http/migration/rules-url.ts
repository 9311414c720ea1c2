/** The page that explains every rule of the migration; a rule's id is its anchor. */
export const rulesPath = '/docs/migration'

export function rulesUrl(base: string): string {
  return `${base}${rulesPath}`
}
