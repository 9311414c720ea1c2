import { need } from '../../browser/require.ts'

/** Starts only when asked: nothing blinks at a reader who did not want it (WCAG 2.3.1). */
export function enhanceFlicker(element: HTMLElement): void {
  const { steps = '', stop = '' } = element.dataset
  const bars = element.querySelectorAll('rect')
  const [toggle, slower, faster] = element.querySelectorAll('button')
  const start = toggle?.textContent ?? ''
  let timer = 0
  let delay = 60
  let at = 0
  const draw = () => {
    const step = Number.parseInt(steps.charAt(at++ % steps.length), 32)
    bars.forEach((bar, index) => {
      bar.setAttribute('visibility', (step >> index) & 1 ? 'visible' : 'hidden')
    })
  }
  const run = (on: boolean) => {
    clearInterval(timer)
    timer = on ? window.setInterval(draw, delay) : 0
  }
  const pace = (factor: number) => () => {
    delay = Math.min(200, Math.max(25, delay * factor))
    run(timer > 0)
  }
  toggle?.addEventListener('click', () => {
    run(!timer)
    toggle.textContent = timer ? stop : start
  })
  slower?.addEventListener('click', pace(1.25))
  faster?.addEventListener('click', pace(0.8))
  need(element, '[hidden]', HTMLElement).hidden = false
}
