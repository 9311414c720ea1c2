import { type Html, html } from './html.ts'

/** A quiet line with its area, as wide as there is room. What it shows is said in words beside it: `label` names it. */
export function lineChart(values: readonly number[], label: string, [width, height] = [640, 120]): Html | undefined {
  if (values.length < 2) return undefined
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const x = (at: number) => round((at / (values.length - 1)) * width)
  const y = (value: number) => round(4 + (height - 8) * (1 - (value - low) / span))
  const line = values.map((value, at) => `${x(at)} ${y(value)}`).join('L')
  const zero = low < 0 && low + span > 0 ? html`<path class="zero" d="M0 ${y(0)}H${width}"/>` : undefined
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${label}">${zero}<path class="area" d="M${line}L${width} ${height}L0 ${height}Z"/><path class="line" d="M${line}" vector-effect="non-scaling-stroke"/></svg>`
}

const round = (value: number): number => Math.round(value * 10) / 10
