/**
 * Is `typed` one slip (a letter missing, doubled, wrong, or two swapped) away from the beginning of `word`?
 * The beginning, because people stop typing when they see their bank. Under four letters everything is near everything.
 */
export function nearPrefix(typed: string, word: string): boolean {
  if (typed.length < 4 || word.length < 3) return false
  let at = 0
  while (at < typed.length && typed[at] === word[at]) at++
  if (at >= typed.length - 1) return true
  const next = typed[at + 1]
  // Most words end here: whichever slip it was, one letter would have to go on with the other.
  if (next !== word[at] && next !== word[at + 1] && typed[at] !== word[at + 1]) return false
  const goesOn = (skipped: number, over: number) => word.startsWith(typed.slice(at + skipped), at + over)
  return (
    goesOn(1, 1) || // wrong letter
    goesOn(1, 0) || // one too many
    goesOn(0, 1) || // one missing
    (next === word[at] && typed[at] === word[at + 1] && goesOn(2, 2))
  )
}
