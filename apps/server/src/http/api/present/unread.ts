export function presentUnread(unread: { readonly [rule: string]: number }): {
  count: number
  reasons: { [rule: string]: number }
} {
  return { count: Object.values(unread).reduce((sum, count) => sum + count, 0), reasons: { ...unread } }
}
