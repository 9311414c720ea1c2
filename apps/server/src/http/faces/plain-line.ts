import { oneLine } from '@raccord/formats'

/** A bank's text as one line of plain words; nothing in it is taken for markup by readers that take markup out. */
export function plainLine(text: string, most: number): string {
  return oneLine(text.replaceAll('<', '‹').replaceAll('>', '›'), most)
}
