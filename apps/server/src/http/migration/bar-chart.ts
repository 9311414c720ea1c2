import { asText } from '../sandbox/as-text.ts'

/** More would be thinner than a pixel on a phone. */
const mostBars = 60
const [barWidth, gap, height] = [8, 2, 48]

type Days = readonly { readonly day: string; readonly count: number }[]

/** Uses by day as bars; over many days several share one. Its text alternative says what one would read off it. */
export function barChart(daily: Days): string {
  const perBar = Math.ceil(daily.length / mostBars)
  const bars = Array.from({ length: Math.ceil(daily.length / perBar) }, (_, at) =>
    daily.slice(at * perBar, (at + 1) * perBar).reduce((sum, { count }) => sum + count, 0),
  )
  const most = Math.max(1, ...bars)
  const drawn = bars.map((count, at) => {
    // One use among thousands is still seen.
    const tall = count === 0 ? 0 : Math.max(2, Math.round((count / most) * height))
    return tall === 0
      ? ''
      : `<rect x="${at * (barWidth + gap)}" y="${height - tall}" width="${barWidth}" height="${tall}"/>`
  })
  const width = bars.length * (barWidth + gap) - gap
  return `<svg class="bars" role="img" aria-label="${asText(inWords(daily))}" viewBox="0 0 ${width} ${height + 1}" preserveAspectRatio="none" width="${width}" height="${height + 1}">${drawn.join('')}<rect class="base" x="0" y="${height}" width="${width}" height="1"/></svg>`
}

function inWords(daily: Days): string {
  const total = daily.reduce((sum, { count }) => sum + count, 0)
  const span = `${daily[0]?.day ?? ''} to ${daily.at(-1)?.day ?? ''}`
  if (total === 0) return `Uses a day from ${span}: none.`
  const top = daily.reduce((best, each) => (each.count > best.count ? each : best))
  return `Uses a day from ${span}: ${total} in all, most on ${top.day} (${top.count}).`
}
