import { lenient } from '@raccord/connector-kit'
import { z } from 'zod'

const { anything, list, text } = lenient

const reference = z.object({ reference: text })
const remittance = z.object({
  remittanceInformationUnstructured: anything,
  remittanceInformationUnstructuredArray: list,
  remittanceInformationStructured: anything,
  remittanceInformationStructuredArray: list,
})

/**
 * Remittance lines in the bank's order, each once: unstructured before structured. A structured one is text (before 1.3.11)
 * or `{reference}`. Line breaks inside a text split it, as banks join lines by them.
 */
export function remittanceOf(value: unknown): readonly string[] {
  const read = remittance.safeParse(value).data
  if (!read) return []
  const many = read.remittanceInformationUnstructuredArray
  const lines = [
    ...(many.length > 0 ? many : list.parse(read.remittanceInformationUnstructured)),
    ...list.parse(read.remittanceInformationStructured).map(referenceOf),
    ...read.remittanceInformationStructuredArray.map(referenceOf),
  ]
  const clean = lines.flatMap((line) => (text.parse(line) ?? '').split(/\r?\n/)).map((line) => line.trim())
  return clean.filter((line, at) => line !== '' && clean.indexOf(line) === at)
}

function referenceOf(value: unknown): string | undefined {
  return reference.safeParse(value).data?.reference ?? text.parse(value)
}
