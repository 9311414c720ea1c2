/**
 * Runs in the page, as a whole, hence its parts inside: what is wrong with the button of a screen in a common frame or on a
 * small phone. It is in view as the page comes, with what is signed by it; and what sticks lies over no field that is filled in.
 */
export function footerProblems(): string[] {
  const visible = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility())
  const footer = document.querySelector('footer')
  const edge = () => footer?.getBoundingClientRect().top ?? innerHeight
  const found: string[] = []

  const inView = (name: string, element: Element) => {
    const { top, bottom } = element.getBoundingClientRect()
    const end = footer?.contains(element) ? innerHeight : edge()
    if (top < -1) found.push(`${name} begins ${Math.round(-top)} px above`)
    if (bottom > end + 1) found.push(`${name} ends ${Math.round(bottom - end)} px below`)
  }

  for (const button of visible('.button')) {
    inView('the button', button)
    const { lineHeight, paddingBlockStart, paddingBlockEnd } = getComputedStyle(button)
    const lines =
      (button.getBoundingClientRect().height -
        Number.parseFloat(paddingBlockStart) -
        Number.parseFloat(paddingBlockEnd)) /
      Number.parseFloat(lineHeight)
    // Its least height leaves room for one line and a half. What holds a name may be as long as the name.
    const named = document.querySelector('footer .host') !== null
    const ours = !named && ((button.textContent?.length ?? 0) < 45 || document.querySelector('[data-signed]'))
    if (lines >= 1.9 && ours) found.push(`“${button.textContent}” has ${Math.round(lines)} lines`)
  }
  for (const fact of visible('[data-signed]')) inView(`“${fact.textContent?.slice(0, 24)}”`, fact)
  for (const own of visible('[data-own]')) {
    // Above what fades.
    const lines = (edge() - 24 - own.getBoundingClientRect().top) / Number.parseFloat(getComputedStyle(own).lineHeight)
    const all = own.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(own).lineHeight)
    if (lines < Math.min(3, all) - 0.05) found.push(`only ${lines.toFixed(1)} lines of the client's own terms`)
  }

  for (const field of visible('main :is(input, select, summary, a, button)')) {
    if (field.matches('.sr')) continue
    field.focus()
    if (document.activeElement !== field) continue
    const { top, bottom } = field.getBoundingClientRect()
    const bar = document.querySelector('.search')
    const head =
      bar && !bar.contains(field) && getComputedStyle(bar).position === 'sticky'
        ? bar.getBoundingClientRect()
        : undefined
    const name = `“${field.id || field.textContent?.trim().slice(0, 24)}”`
    if (bottom > edge() + 1) found.push(`covers ${name} by ${Math.round(bottom - edge())} px from below`)
    if (top < Math.max(0, head ? head.bottom : 0) - 1) found.push(`covers ${name} from above`)
  }
  return found
}
