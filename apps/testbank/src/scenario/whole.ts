/** A whole number within bounds; undefined otherwise. */
export function whole(text: string | undefined, from: number, to: number): number | undefined {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return undefined
  const value = Number(text)
  return value >= from && value <= to ? value : undefined
}
