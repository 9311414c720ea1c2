import { describe, expect, it } from 'vitest'
import { renderDocument } from '../document.tsx'
import { fixturesIn } from '../fixtures.ts'
import { translator } from '../messages/translate.ts'

const urls = {
  script: '/widget.js',
  steps: '/steps.js',
  events: '/events.js',
  style: '/widget.css',
  stepsStyle: '/steps.css',
}
const t = translator('en')
const reloads = /<meta http-equiv="refresh" content="(\d+);url=/
const cases = fixturesIn('en').map((fixture) => [fixture.name, fixture] as const)

// WCAG 2.2.1. Whatever page gets a fixture is asked how its time can be stopped.
describe.each(cases)('time on %s', (_name, { screen, frame }) => {
  const html = renderDocument(screen, frame, urls)
  const stops = /name="do" value="(success|offer)_stop"/.test(html)

  it('is stopped by the reader where the page goes on by itself, without JavaScript too', () => {
    const seconds = html.match(reloads)?.[1]
    // At once is no limit but the way on that was asked for.
    if (seconds === undefined || seconds === '0') return
    const { pathname, search } = new URL(frame.self, 'https://raccord.example')
    const link = `href="${`${pathname}${search}&refresh=off`.replaceAll('&', '&amp;')}"`
    expect(stops || html.includes(link), html).toBe(true)
    const off = renderDocument(screen, { ...frame, self: `${frame.self}&refresh=off` }, urls)
    if (!stops) expect(off).not.toMatch(reloads)
  })

  it('is announced where it counts down, with a way to stop it or whose limit it is', () => {
    if (html.includes('role="timer"')) expect(stops).toBe(true)
    if (html.includes('data-enhance="time-left"')) expect(html).toContain(t('challenge.limit'))
  })

  it('is lengthened before the session ends, on pages that wait for the reader', () => {
    const asksByItself = html.includes('data-enhance="live"') && !html.includes('class="lead" data-live')
    const waits = frame.session !== undefined && frame.poll !== undefined && !asksByItself
    expect(html.includes('data-enhance="idle"')).toBe(waits)
    if (!waits) return
    expect(html).toContain('data-seconds="1620"')
    expect(html).toContain(`<noscript><p class="operator">${t('frame.idle', { minutes: 29 })}</p></noscript>`)
  })
})
