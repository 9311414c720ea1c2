import { lenient } from '@raccord/connector-kit'
import { z } from 'zod'

const { list, text } = lenient

const structured = z.object({
  creditorReferenceInformation: z.object({ reference: text }).optional().catch(undefined),
})
const remittance = z.object({ unstructured: list, structured: list })

/**
 * Lines in the bank's order, each once. Before 1.4.1 an array of texts, since then `{unstructured, structured}`; some banks
 * send one text. Line breaks inside a text split it, as banks join lines by them.
 */
export function remittanceOf(value: unknown): readonly string[] {
  const read = typeof value === 'object' && !Array.isArray(value) ? remittance.safeParse(value).data : undefined
  const references = (read?.structured ?? []).map(
    (one) => structured.safeParse(one).data?.creditorReferenceInformation?.reference ?? text.parse(one),
  )
  const lines = [...(read ? read.unstructured : list.parse(value)), ...references]
  const clean = lines.flatMap((line) => (text.parse(line) ?? '').split(/\r?\n/)).map((line) => line.trim())
  return clean.filter((line, at) => line !== '' && clean.indexOf(line) === at)
}
