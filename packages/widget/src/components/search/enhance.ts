import { counted } from '../../browser/counted.ts'
import { need } from '../../browser/require.ts'
import { events } from '../events/load.ts'
import { type Bank, bankOfIndex, banksOfPage, markedRow } from './bank-rows.ts'
import { prepared, searcher } from './match.ts'
import type { IndexRow } from './provider-index.ts'

const mostRows = 50
/** So many names are prepared at a go: a key pressed meanwhile is answered within a frame, also on a slow phone. */
const atOnce = 500
const prepare = (bank: Bank) => (bank.prepared ??= prepared(bank))

/** Filters while typing. What the page lacks (rows not drawn, other names) comes with the index. */
export function enhanceSearch(form: HTMLElement): void {
  const input = need(form, '[type=search]', HTMLInputElement)
  const status = need(form, '[role=status]', HTMLElement)
  const list = need(document, '.banks', HTMLElement)
  const title = need(document, '#list-title', HTMLElement)
  const empty = need(document, '#no-bank', HTMLElement)
  const beside = document.querySelectorAll<HTMLElement>('#favourites, #show-all')
  const favourites = new Set(
    [...document.querySelectorAll<HTMLButtonElement>('#favourites button')].map(({ value }) => value),
  )
  const drawn = banksOfPage(list)
  let search = searcher(drawn, prepare)
  let asked = false
  let rest = 0
  let timer = 0

  const update = () => {
    const searching = input.value.trim() !== ''
    const found = searching ? search(input.value) : drawn
    const rows = (from: number, to?: number) => found.slice(from, to).map((bank) => markedRow(bank, input.value))
    // What can be seen, within a frame also on a slow phone; what is below it when nothing more is typed.
    const seen = innerHeight >> 6
    list.replaceChildren(...rows(0, seen))
    title.textContent = form.dataset[searching ? 'resultsTitle' : 'allTitle'] ?? ''
    empty.hidden = found.length > 0
    title.hidden = !found.length
    for (const each of beside) each.hidden = searching
    clearTimeout(rest)
    rest = window.setTimeout(() => list.append(...rows(seen, searching ? mostRows : undefined)), 200)
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      status.textContent = searching ? counted(found.length, form.dataset) : ''
      if (searching) events?.say('search', { results: found.length })
    }, 600)
  }
  // Without the index the rows at hand are still searched, and Enter asks the server.
  const load = async () => {
    const url = form.dataset['index']
    if (!url || asked) return
    asked = true
    try {
      const lines: IndexRow[] = await (await fetch(url)).json()
      const banks = lines.map((line) => bankOfIndex(line, form.dataset))
      for (const [at, bank] of banks.entries()) {
        prepare(bank)
        if (at % atOnce === 0) await new Promise((resolve) => setTimeout(resolve))
      }
      banks.sort((a, b) => +favourites.has(b.id) - +favourites.has(a.id))
      search = searcher(banks, prepare)
      // Compiled, and its words gathered, before the first key.
      search('warm')
      if (input.value) update()
    } catch {
      asked = false
    }
  }
  input.addEventListener('input', update)
  for (const when of ['focus', 'input']) input.addEventListener(when, load)
  form.addEventListener('submit', (event) => {
    const first = list.querySelector('button')
    if (!first) return
    event.preventDefault()
    first.focus()
  })
  addArrows(input)
  if (matchMedia('(hover: hover) and (pointer: fine)').matches) input.focus({ preventScroll: true })
  // Typed before this script was there: searched, and the index fetched, as if it had been typed now.
  if (input.value) input.dispatchEvent(new Event('input'))
}

/** Up and down walk the banks, Escape in the field clears it. */
function addArrows(input: HTMLInputElement): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && event.target === input) {
      input.value = ''
      input.dispatchEvent(new Event('input'))
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || !(event.target instanceof HTMLElement)) return
    const stops = [input, ...document.querySelectorAll<HTMLElement>('#banks section:not([hidden]) li button')]
    const at = stops.indexOf(event.target)
    const next = at < 0 ? undefined : stops[at + step]
    if (!next) return
    event.preventDefault()
    next.focus()
  })
}
