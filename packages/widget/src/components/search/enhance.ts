import { counted } from '../../browser/counted.ts'
import { need } from '../../browser/require.ts'
import { events } from '../events/load.ts'
import { type Bank, bankOfIndex, banksOfPage, markedRow } from './bank-rows.ts'
import { searcher } from './match.ts'
import type { IndexRow } from './provider-index.ts'

const mostRows = 50

/** Filters while typing. What the page lacks (rows not drawn, other names) comes with the index at the first key. */
export function enhanceSearch(form: HTMLElement): void {
  const input = need(form, '[type=search]', HTMLInputElement)
  const status = need(form, '[role=status]', HTMLElement)
  const list = need(document, '.banks', HTMLElement)
  const title = need(document, '#list-title', HTMLElement)
  const empty = need(document, '#no-bank', HTMLElement)
  const beside = document.querySelectorAll<HTMLElement>('#favourites, #show-all')
  const drawn = banksOfPage(list)
  let search = searcher(drawn)
  let whole: Bank[] | undefined
  let timer = 0

  const show = (rows: readonly Element[], searching: boolean) => {
    list.replaceChildren(...rows)
    title.textContent = form.dataset[searching ? 'resultsTitle' : 'allTitle'] ?? ''
    empty.hidden = rows.length > 0
    title.hidden = rows.length === 0
    for (const each of beside) each.hidden = searching
  }
  const update = () => {
    const searching = input.value.trim() !== ''
    const found = searching ? search(input.value) : drawn.map((item) => ({ item, ranges: [] }))
    show(found.slice(0, searching ? mostRows : undefined).map(markedRow), searching)
    clearTimeout(timer)
    timer = window.setTimeout(() => {
      status.textContent = searching ? counted(found.length, form.dataset) : ''
      if (searching) events?.say('search', { results: found.length })
    }, 600)
  }
  const load = async () => {
    const url = form.dataset['index']
    if (!url || whole) return
    const lines: IndexRow[] = await (await fetch(url)).json()
    const known = new Map(drawn.map((bank) => [bank.id, bank.row]))
    whole = lines.map((line) => {
      const row = known.get(line[0])
      return row
        ? { id: line[0], name: line[1], aliases: line[4]?.split('|') ?? [], row }
        : bankOfIndex(line, form.dataset)
    })
    search = searcher(whole)
  }
  // Without the index the rows at hand are still searched, and Enter asks the server.
  const loadThen = (then: () => void) => load().then(then, () => {})

  input.addEventListener('input', () => {
    update()
    if (!whole) void loadThen(update)
  })
  document.querySelector('#show-all')?.addEventListener('click', (event) => {
    event.preventDefault()
    const link = event.currentTarget
    void loadThen(() => {
      drawn.push(...(whole ?? []).filter((bank) => !drawn.some((each) => each.id === bank.id)))
      update()
      if (link instanceof Element) link.remove()
    })
  })
  form.addEventListener('submit', (event) => {
    const first = list.querySelector('button')
    if (!first) return
    event.preventDefault()
    first.focus()
  })
  addArrows(input)
  if (matchMedia('(hover: hover) and (pointer: fine)').matches) input.focus({ preventScroll: true })
  if (input.value) update()
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
