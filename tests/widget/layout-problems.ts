/**
 * Runs in the page, as a whole, hence its parts inside: what is wrong with a screen on a short and narrow page, as it comes,
 * with wide text spacing (WCAG 1.4.12) and from right to left. One journey to the browser instead of seven.
 */
export function layoutProblems(): string[] {
  const visible = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.checkVisibility())

  /** Sideways scrolling, and texts that do not fit where they stand. */
  const broken = () => {
    const found: string[] = []
    const wide = document.documentElement.scrollWidth - innerWidth
    if (wide > 0) found.push(`scrolls sideways by ${wide} px`)
    for (const element of visible('button, a, summary, label, h1, p, small, .amount')) {
      if (element.closest('.sr')) continue
      const name = `“${element.textContent?.trim().slice(0, 40)}”`
      if (getComputedStyle(element).display !== 'inline' && element.scrollWidth > element.clientWidth + 1)
        found.push(`cuts off ${name}`)
      const { left, right } = element.getBoundingClientRect()
      if (left < -1 || right > innerWidth + 1) found.push(`lets ${name} leave the page`)
    }
    return found
  }

  /** A word of a title or a button that goes on in the next line, though no hyphen is there. */
  const brokenWords = () =>
    visible('h1, h2, legend, label, .button').flatMap((element) => {
      const found: string[] = []
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
          const range = document.createRange()
          range.setStart(text, index)
          range.setEnd(text, index + word.length)
          const [first, ...more] = range.getClientRects()
          if (first && more.some(({ top }) => top > first.top + 4)) found.push(`breaks “${word}”`)
        }
      }
      return found
    })

  /** The number of an account in two lines, though it has room in one. */
  const brokenNumbers = () =>
    visible('.number').flatMap((element) => {
      const range = document.createRange()
      range.selectNodeContents(element)
      const pieces = [...range.getClientRects()]
      const length = pieces.reduce((sum, { width }) => sum + width, 0)
      const lines = new Set(pieces.map(({ top }) => Math.round(top))).size
      const fits = length <= (element.closest('.grow')?.clientWidth ?? 0)
      return lines > 1 && fits ? [`breaks “${element.textContent}”`] : []
    })

  /** What sticks to an edge hides what is read: on a short page nothing may. */
  const sticky = () =>
    visible('body *')
      .filter((element) => /sticky|fixed/.test(getComputedStyle(element).position))
      .map((element) => `holds ${element.tagName} ${element.className} in place`)

  const unreachable = () => {
    const primary = document.querySelector('.button')
    if (!primary) return []
    primary.scrollIntoView({ block: 'center' })
    const { left, top, width, height } = primary.getBoundingClientRect()
    const hit = document.elementFromPoint(left + width / 2, top + height / 2)
    return hit && (primary.contains(hit) || hit.contains(primary)) ? [] : ['keeps its primary button out of reach']
  }

  /** What Tab visits goes down the page, and along each line. */
  const outOfOrder = () => {
    const stops = visible('a[href], button, input, select, summary')
      .filter((element) => !element.matches('.sr, [type=hidden]'))
      .map((element) => ({ name: element.textContent?.trim() || element.id, box: element.getBoundingClientRect() }))
    return stops.flatMap(({ name, box }, index) => {
      const next = stops[index + 1]
      if (!next) return []
      const above = next.box.bottom <= box.top + 1
      const before = next.box.right <= box.left && next.box.top < box.bottom - 1 && next.box.bottom <= box.bottom + 1
      return above || before ? [`puts “${next.name}” before “${name}”, which Tab visits first`] : []
    })
  }

  /** What is pressed lies over no other text. */
  const overlapping = () => {
    const texts = visible('button, a, summary, legend, h1, h2, p, small, strong, .name, .amount')
    return visible('main :is(button, a), header button').flatMap((element) => {
      const box = element.getBoundingClientRect()
      const over = texts.find((other) => {
        if (other.contains(element) || element.contains(other) || other.closest('.sr')) return false
        const { left, right, top, bottom } = other.getBoundingClientRect()
        return (
          Math.min(right, box.right) - Math.max(left, box.left) > 2 &&
          // Targets are higher than their text, and may share the air between lines.
          Math.min(bottom, box.bottom) - Math.max(top, box.top) > 12
        )
      })
      return over ? [`lays “${element.textContent?.trim()}” over “${over.textContent?.trim().slice(0, 40)}”`] : []
    })
  }

  const moving = () =>
    document.getAnimations().map((animation) => `moves: ${(animation as CSSAnimation).animationName}`)

  const found = [
    ...broken(),
    ...brokenWords(),
    ...brokenNumbers(),
    ...sticky(),
    ...unreachable(),
    ...outOfOrder(),
    ...overlapping(),
    ...moving(),
  ]
  // By the object model, since the page's policy lets no other style in.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}',
  )
  document.adoptedStyleSheets = [sheet]
  found.push(...[...broken(), ...overlapping()].map((problem) => `with wide spacing ${problem}`))
  document.adoptedStyleSheets = []
  document.documentElement.dir = 'rtl'
  found.push(...broken().map((problem) => `from right to left ${problem}`))
  return found
}
