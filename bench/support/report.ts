import type { Compared, Spread } from './rounds.ts'

/** `12.3`, `1,234`, `0.52`: three digits that mean something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '-'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

export function row(name: string, { min, median, max }: Spread, unit: string): void {
  const cells = [min, median, max].map((value) => figure(value).padStart(9)).join(' ')
  console.log(`  ${name.padEnd(34)} ${cells}  ${unit}`)
}

export function heading(text: string): void {
  console.log(`\n${text}\n  ${''.padEnd(34)} ${['min', 'median', 'max'].map((name) => name.padStart(9)).join(' ')}`)
}

/** Both sides and their ratio; `aim` is said beside it, and nothing fails by it. */
export function compared(title: string, { ours, bare, ratio }: Compared, unit: string, aim?: string): void {
  heading(title)
  row('Raccord', ours, unit)
  row('bare', bare, unit)
  row('ratio', ratio, aim === undefined ? '' : `aim ${aim}`)
}
