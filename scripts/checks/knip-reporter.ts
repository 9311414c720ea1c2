interface Report {
  /** By kind, by file, by name. */
  readonly issues: Readonly<Record<string, unknown>>
  readonly counters: { readonly processed: number }
}

/** Prints what dead-code.mjs reads: how many files knip analysed, and each finding on a line. */
export default function report({ issues, counters }: Report): void {
  const findings: string[] = []
  for (const [kind, files] of Object.entries(issues)) {
    for (const [path, entries] of Object.entries(files as Record<string, object>)) {
      for (const symbol of Object.keys(entries)) findings.push(`${kind}: ${path}${symbol === path ? '' : ` ${symbol}`}`)
    }
  }
  console.log(JSON.stringify({ seen: counters.processed, findings }))
}
