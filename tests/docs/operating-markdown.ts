import { type MetricRow, metricTable } from '../../apps/server/src/metrics/metric-table.ts'

const from = { process: 'each process', database: 'the database' } as const

/** The table in `docs/guide/operating.md`, from the one that the registry is made from. */
export function metricsMarkdown(): string {
  const rows = (Object.entries(metricTable) as [string, MetricRow][]).map(([name, row]) => {
    const labels = row.labels.map((label) => `\`${label}\``).join(', ')
    return `| \`${name}\` | ${row.type} | ${labels || '–'} | ${from[row.source]} | ${row.help} ${row.meaning} |`
  })
  return `| series | type | labels | told by | what |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`
}
