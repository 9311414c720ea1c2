import { rangesIn } from './fold.ts'
import type { Prepared, Searchable } from './match.ts'
import type { IndexRow } from './provider-index.ts'

/** A bank the search can show: from the page as drawn, or from the index. */
export interface Bank extends Searchable {
  readonly id: string
  /** Drawn when it is first shown: of thousands only the best are. */
  readonly row: () => HTMLLIElement
  prepared?: Prepared
}

/** Banks of the rows in the page. */
export function banksOfPage(list: Element): Bank[] {
  return [...list.children].flatMap((row) => {
    const button = row.querySelector('button')
    const span = row.querySelector('span')
    if (!(row instanceof HTMLLIElement) || !button || !span) return []
    const parts = [...span.childNodes].filter((part) => part.nodeName !== 'SMALL')
    const name = parts.map((part) => part.textContent).join('')
    return [{ id: button.value, name, aliases: row.dataset['a']?.split('|') ?? [], row: () => row }]
  })
}

/** A bank of one line of the index. `labels`: texts for troubles. */
export function bankOfIndex(line: IndexRow, labels: DOMStringMap): Bank {
  let drawn: HTMLLIElement | undefined
  const row = () => (drawn ??= drawRow(line, labels))
  return { id: line[0], name: line[1], aliases: line[4]?.split('|') ?? [], row }
}

/** The same row that the server draws. */
function drawRow([id, name, letters, hue, , under, trouble, logo]: IndexRow, labels: DOMStringMap): HTMLLIElement {
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
  for (const [text, name] of [[under], [trouble && labels[trouble], 'warn']]) {
    if (!text) continue
    const small = document.createElement('small')
    small.textContent = text
    small.className = name ?? ''
    span.append(small)
  }
  button.append(mark, span)
  row.append(button)
  return row
}

/** The bank's row with what matched marked in its name. */
export function markedRow({ name, ...bank }: Bank, query: string): HTMLLIElement {
  const row = bank.row()
  const span = row.querySelector('span')
  const parts: (string | Element)[] = []
  let at = 0
  for (const [start, end] of rangesIn(name, query)) {
    if (start < at) continue
    const mark = document.createElement('mark')
    mark.textContent = name.slice(start, end)
    parts.push(name.slice(at, start), mark)
    at = end
  }
  span?.replaceChildren(...parts, name.slice(at), ...span.querySelectorAll('small'))
  return row
}
