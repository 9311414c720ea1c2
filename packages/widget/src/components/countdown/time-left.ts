import { announcer } from '../../browser/announce.ts'
import { tick } from '../../browser/tick.ts'

/** The bank's own deadline. Said aloud at one minute and at half a minute. */
export function enhanceTimeLeft(element: HTMLElement): void {
  const { seconds, template = '', self = '' } = element.dataset
  const say = announcer(element.parentElement ?? element)
  tick(Number(seconds), (left) => {
    const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
    element.textContent = template.replace('#', time)
    if (left === 60 || left === 30) say(element.textContent)
    // The server says what is next: the answer is of no use to the bank any more.
    if (!left) location.replace(self)
  })
}
