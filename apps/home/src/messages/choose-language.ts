/** Before : ; ? ! » and after « there is a space that does not break. */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[:;?!»])/g, '\u00a0').replace(/(?<=«) /g, '\u00a0')
}

/** What was chosen, else the first language of the browser that is known, else English. */
export function chooseLanguage(
  known: readonly string[],
  chosen: string | undefined,
  acceptLanguage: string | undefined,
): string {
  if (chosen !== undefined && known.includes(chosen)) return chosen
  const asked = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', weight = 'q=1'] = part.trim().split(';')
      return { code: tag.slice(0, 2).toLowerCase(), weight: Number(weight.replace('q=', '')) || 0 }
    })
  return asked.sort((a, b) => b.weight - a.weight).find(({ code }) => known.includes(code))?.code ?? 'en'
}
