/** Prints what dead-code.mjs reads: how many files knip analysed, and each finding on a line. */
export default function report({ issues, counters }) {
  const findings = []
  for (const [kind, files] of Object.entries(issues)) {
    for (const [path, entries] of Object.entries(files)) {
      for (const symbol of Object.keys(entries)) findings.push(`${kind}: ${path}${symbol === path ? '' : ` ${symbol}`}`)
    }
  }
  console.log(JSON.stringify({ seen: counters.processed, findings }))
}
