/** Query of this page, without the names given: for links and GET forms, which would otherwise lose the session. */
export function pageQuery(self: string, without: readonly string[]): [string, string][] {
  const query = new URLSearchParams(self.split('?')[1] ?? '')
  return [...query].filter(([name]) => !without.includes(name))
}

/** This page with some parameters set, or dropped where the value is undefined. */
export function pageLink(self: string, changes: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams(pageQuery(self, Object.keys(changes)))
  for (const [name, value] of Object.entries(changes)) if (value !== undefined) query.set(name, value)
  const text = query.toString()
  const path = self.split('?')[0] ?? self
  return text ? `${path}?${text}` : path
}
