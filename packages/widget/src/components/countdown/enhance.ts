import { announcer } from '../../browser/announce.ts'
import { need } from '../../browser/require.ts'
import { tick } from '../../browser/tick.ts'
import { leave } from '../leave/enhance.ts'

/** Counts down in the open, then goes on. Said aloud once at the start: a voice each second helps nobody. */
export function enhanceCountdown(element: HTMLElement): void {
  const { seconds, template = '', submits } = element.dataset
  const text = need(element, '[role=timer]', HTMLElement)
  announcer(element)(text.textContent ?? '')
  const stop = tick(
    Number(seconds),
    (left) => {
      text.textContent = template.replace('#', String(left))
      if (left > 0) return
      const form = submits && document.getElementById(submits)
      if (form instanceof HTMLFormElement) form.requestSubmit()
      else leave()
    },
    true,
  )
  // At once, not when the server has answered; any other form sent means that the reader has decided.
  document.addEventListener('submit', stop)
}
