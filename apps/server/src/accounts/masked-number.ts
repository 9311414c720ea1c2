/** The last four characters: enough to know one's own account by. Empty where the bank told no number. */
export function maskedNumber(number: string | undefined): string {
  return number === undefined ? '' : `•••• ${number.replaceAll(' ', '').slice(-4)}`
}
