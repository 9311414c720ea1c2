import { locales, parameters, type Reading } from '@raccord/contract'
import type { ClientStore } from './client.ts'

/** Plain text per language. */
export type Terms = Readonly<Record<string, string>>

/** As plain text, by the rules of `terms_body`, in the widget's languages; or what is wrong with them. */
export function readTerms(given: Terms): Terms | string {
  const read: Record<string, string> = {}
  for (const [language, text] of Object.entries(given)) {
    if (!locales.some((locale) => locale === language))
      return `The widget speaks ${locales.join(', ')}; no terms can be in ${JSON.stringify(language)}.`
    const reading: Reading = parameters.terms_body.read(text)
    if ('broken' in reading) return `The terms in ${language} ${reading.broken}.`
    if (reading.value === '') return `The terms in ${language} are empty.`
    read[language] = String(reading.value)
  }
  return read
}

/** Replaces all of a client's terms; the reason when they may not be, `undefined` when it was done. */
export async function setClientTerms(
  clients: Pick<ClientStore, 'find' | 'put'>,
  id: string,
  given: Terms,
): Promise<string | undefined> {
  const terms = readTerms(given)
  if (typeof terms === 'string') return terms
  const client = await clients.find(id)
  if (client === undefined) return 'There is no such client.'
  await clients.put({ ...client, terms })
  return undefined
}
