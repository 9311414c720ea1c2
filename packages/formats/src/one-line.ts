// Controls, line ends, and what turns the direction of text round: none has a place in one line of words.
const unseen = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+/gu

/** A bank's text as one line of words, at most so many UTF-16 units of it. */
export function oneLine(text: string, most = 1000): string {
  const line = text.toWellFormed().replace(unseen, ' ').replace(/ {2,}/g, ' ').trim()
  if (line.length <= most) return line
  const cut = line.slice(0, most)
  // Never half of a pair.
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut).trimEnd()
}
