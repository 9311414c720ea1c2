/** An instant that a bank writes in its own time, `YYYYMMDD` and `HHMMSS`. `undefined`: no such time. */
export function berlinTime(day: string, time: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(`${day}${time}`)
  if (!match) return undefined
  const [year = 0, month = 0, date = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const written = Date.UTC(year, month - 1, date, hour, minute, second)
  if (Number.isNaN(written)) return undefined
  // Twice: near the change of the clocks the first guess is on the other side.
  const first = written - offsetAt(written)
  return new Date(written - offsetAt(first))
}

function offsetAt(instant: number): number {
  const local = new Date(instant).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' })
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(instant / 1_000) * 1_000
}
