import type { Match, Searchable } from './match.ts'
import type { IndexRow } from './provider-index.ts'

/** A bank the search can show: from the page as drawn, or from the index. */
export interface Bank extends Searchable {
  readonly id: string
  readonly row: HTMLLIElement
}

/** Banks of the rows in the page. */
export function banksOfPage(list: Element): Bank[] {
  return [...list.children].flatMap((row) => {
    const button = row.querySelector('button')
    const span = row.querySelector('span')
    if (!(row instanceof HTMLLIElement) || !button || !span) return []
    const small = [...span.querySelectorAll('small')].map((each) => each.textContent ?? '').join('')
    const text = span.textContent ?? ''
    const name = text.slice(0, text.length - small.length)
    return [{ id: button.value, name, aliases: row.dataset['a']?.split('|') ?? [], row }]
  })
}

/** The same row that the server draws, out of one line of the index. `labels`: texts for troubles. */
export function bankOfIndex(line: IndexRow, labels: DOMStringMap): Bank {
  const [id, name, letters, hue, aliases, countries, trouble, logo] = line
  const row = document.createElement('li')
  const button = document.createElement('button')
  button.name = 'provider_id'
  button.value = id
  const mark = document.createElement(logo ? 'img' : 'b')
  mark.className = logo ? 'mark' : `m${hue}`
  if (mark instanceof HTMLImageElement) Object.assign(mark, { alt: '', src: logo ?? '' })
  else mark.textContent = letters
  mark.ariaHidden = 'true'
  const span = document.createElement('span')
  span.textContent = name
  for (const [text, name] of [[countries], [trouble && labels[trouble], 'warn']]) {
    if (!text) continue
    const small = document.createElement('small')
    small.textContent = text
    small.className = name ?? ''
    span.append(small)
  }
  button.append(mark, span)
  row.append(button)
  return { id, name, aliases: aliases ? aliases.split('|') : [], row }
}

/** The bank's row with what matched marked in its name. */
export function markedRow({ item, ranges }: Match<Bank>): HTMLLIElement {
  const span = item.row.querySelector('span')
  const parts: (string | Element)[] = []
  let at = 0
  for (const [start, end] of ranges) {
    const mark = document.createElement('mark')
    mark.textContent = item.name.slice(start, end)
    parts.push(item.name.slice(at, start), mark)
    at = end
  }
  span?.replaceChildren(...parts, item.name.slice(at), ...span.querySelectorAll('small'))
  return item.row
}
