/** Controls, line ends, and what turns the direction of text round: none has a place in one line of words. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/g

/** A bank's text as one line of plain words, at most so long; nothing in it is taken for markup. */
export function plainLine(text: string, most: number): string {
  const line = text.replace(unseen, ' ').replaceAll('<', '‹').replaceAll('>', '›').replace(/ {2,}/g, ' ').trim()
  // Never half of a pair.
  return line.length <= most
    ? line
    : line
        .slice(0, most)
        .toWellFormed()
        .replace(/\ufffd$/, '')
        .trimEnd()
}
