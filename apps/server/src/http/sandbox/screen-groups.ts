/** Fixtures by the screen that they are of, in the order in which they come: `error/bank_unavailable` is one of `error`. */
export function screenGroups(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return Map.groupBy(names, (name) => name.split('/')[0] ?? name)
}

/** The group that was asked for, or the first; with its neighbours, to go through them one by one. */
export function groupShown(groups: ReadonlyMap<string, readonly string[]>, asked: string | undefined) {
  const all = [...groups.keys()]
  const at = Math.max(0, all.indexOf(asked ?? ''))
  const name = all[at] ?? ''
  return { name, names: groups.get(name) ?? [], before: all[at - 1], after: all[at + 1] }
}

/** `phone-number` → `Phone number`. */
export function groupTitle(name: string): string {
  const words = name.replaceAll(/[-_]/g, ' ')
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`
}
