/** Smallest, middle and largest of the rounds. */
export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN
  const middle = sorted.length / 2
  const even = Number.isInteger(middle)
  const median = even ? ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2 : at(0.5)
  return { min: at(0), median, max: at(1) }
}

export interface Compared {
  readonly ours: Spread
  readonly bare: Spread
  /** Of each round's pair: what else the machine did in that round happened to both. */
  readonly ratio: Spread
}

/**
 * Runs both sides in turn, `rounds` times, beginning with the other one each time. Each side answers its rate (per second).
 * One more pair before that warms both up and is not counted.
 */
export async function interleave(
  rounds: number,
  ours: () => Promise<number>,
  bare: () => Promise<number>,
): Promise<Compared> {
  await ours()
  await bare()
  const rates: { ours: number; bare: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await ours()
      rates.push({ ours: first, bare: await bare() })
    } else {
      const first = await bare()
      rates.push({ bare: first, ours: await ours() })
    }
  }
  return {
    ours: spread(rates.map((rate) => rate.ours)),
    bare: spread(rates.map((rate) => rate.bare)),
    ratio: spread(rates.map((rate) => rate.ours / rate.bare)),
  }
}
