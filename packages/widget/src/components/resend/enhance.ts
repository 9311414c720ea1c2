import { need } from '../../browser/require.ts'
import { tick } from '../../browser/tick.ts'

/** Another code only after a while: each new one makes the one under way worthless. */
export function enhanceResend(element: HTMLElement): void {
  const { seconds, template = '' } = element.dataset
  const button = need(element, 'button', HTMLButtonElement)
  const label = button.textContent
  button.disabled = true
  tick(Number(seconds), (left) => {
    button.disabled = left > 0
    button.textContent = left > 0 ? template.replace('#', String(left)) : label
  })
}
