import { flickerSequence } from './sequence.ts'

const svgSpace = 'http://www.w3.org/2000/svg'

/** Starts only when asked: nothing blinks at a reader who did not want it (WCAG 2.3.1). */
export function enhanceFlicker(element: HTMLElement): void {
  const { code = '', start = '', stop = '', faster = '', slower = '' } = element.dataset
  const steps = flickerSequence(code)
  const svg = document.createElementNS(svgSpace, 'svg')
  svg.setAttribute('viewBox', '0 0 100 30')
  svg.setAttribute('aria-hidden', 'true')
  const bars = [0, 1, 2, 3, 4].map((index) => {
    const bar = document.createElementNS(svgSpace, 'rect')
    for (const [name, value] of Object.entries({ x: 2 + index * 20, y: 2, width: 16, height: 26, fill: '#fff' })) {
      bar.setAttribute(name, String(value))
    }
    svg.append(bar)
    return bar
  })
  let timer = 0
  let delay = 60
  let at = 0
  const draw = () => {
    const step = steps[at++ % steps.length] ?? []
    for (const [index, bar] of bars.entries()) bar.setAttribute('visibility', step[index] ? 'visible' : 'hidden')
  }
  const run = () => {
    clearInterval(timer)
    timer = window.setInterval(draw, delay)
  }
  const button = (label: string, press: () => void) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'link'
    made.textContent = label
    made.addEventListener('click', press)
    return made
  }
  const toggle = button(start, () => {
    if (timer) clearInterval(timer)
    else run()
    timer = toggle.textContent === start ? timer : 0
    toggle.textContent = timer ? stop : start
  })
  const pace = (factor: number) => () => {
    delay = Math.min(200, Math.max(25, delay * factor))
    if (timer) run()
  }
  element.append(svg, toggle, button(slower, pace(1.25)), button(faster, pace(0.8)))
}
