import { type Html, html } from '@raccord/home/html'
import type { Visit } from '../console.ts'
import type { HourOfJourneys } from '../desk.ts'
import { table } from '../pages/layout.ts'

const width = 640
const height = 160
const foot = 26
const gap = 4

/** Hour by hour what ended well, and on top of it what did not; in words and as a table, too. */
export function hourBars({ t, formats }: Visit, hours: readonly HourOfJourneys[]): Html {
  const most = Math.max(1, ...hours.map(({ success, broken }) => success + broken))
  const room = height - foot - 8
  const slot = width / Math.max(1, hours.length)
  const tall = (count: number) => Math.round((count / most) * room * 10) / 10
  const bars = hours.map(({ at, success, broken }, index) => {
    const x = Math.round((index * slot + gap / 2) * 10) / 10
    const [good, bad] = [tall(success), tall(broken)]
    const floor = height - foot
    return html`<g><title>${formats.time(at)}: ${formats.count(success)} / ${formats.count(broken)}</title>
<rect class="good" x="${x}" y="${floor - good}" width="${slot - gap}" height="${good}"></rect>
<rect class="bad" x="${x}" y="${floor - good - bad}" width="${slot - gap}" height="${bad}"></rect>
${index % 6 === 0 && html`<text x="${x}" y="${height - 4}">${formats.time(at)}</text>`}</g>`
  })
  const sum = (of: 'success' | 'broken') => formats.count(hours.reduce((total, hour) => total + hour[of], 0))
  const title = t('overview.hours')
  return html`<figure class="chart">
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}"><path class="zero" d="M0 ${height - foot}H${width}"></path>${bars}</svg>
<figcaption><span class="key good">${t('overview.success')}</span> <span class="key bad">${t('overview.broken')}</span>
${t('overview.hoursSays', sum('success'), sum('broken'))}</figcaption>
<details><summary>${t('overview.figures')}</summary>${table(
    title,
    [
      { label: t('overview.hour') },
      { label: t('overview.success'), figure: true },
      { label: t('overview.broken'), figure: true },
    ],
    hours.map(({ at, success, broken }) => [formats.instant(at), formats.count(success), formats.count(broken)]),
  )}</details></figure>`
}
