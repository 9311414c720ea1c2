/** Client-side plural: the server sent the sentence for one and for many, `#` where the number stands. */
export function counted(count: number, data: DOMStringMap): string {
  const one = new Intl.PluralRules(document.documentElement.lang).select(count) === 'one'
  return ((one ? data['one'] : data['many']) ?? '').replace('#', count.toLocaleString(document.documentElement.lang))
}
