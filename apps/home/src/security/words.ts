import { createHash, randomInt, timingSafeEqual } from 'node:crypto'

/** No letters that are taken for each other when they are read from a screen and typed. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A word to type: 16 letters in groups, 79 bits. */
export function newWord(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** As it may be typed: with blanks, in capitals, without its dashes. */
export const plainWord = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, '')

/** What may be kept of a word. */
export const wordHash = (typed: string): Buffer => createHash('sha256').update(plainWord(typed), 'utf8').digest()

export function isWord(expected: string | undefined, typed: string): boolean {
  return timingSafeEqual(wordHash(expected ?? ''), wordHash(typed)) && expected !== undefined
}
