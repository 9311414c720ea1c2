import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { type MetricRow, metricTable, processSeries } from '../../apps/server/src/metrics/metric-table.ts'
import { metricsMarkdown } from './operating-markdown.ts'
import { parseQuery } from './promql.ts'

const file = (path: string) => new URL(`../../${path}`, import.meta.url)
const read = (path: string) => readFile(file(path), 'utf8')

const rule = z.strictObject({
  alert: z.string().regex(/^Raccord[A-Za-z]+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[mhd]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
  annotations: z.strictObject({ summary: z.string().min(10), action: z.string().min(10) }),
})
const ruleFile = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule).min(1) })).min(1),
})
const dashboard = z.looseObject({
  uid: z.literal('raccord'),
  schemaVersion: z.number(),
  templating: z.looseObject({ list: z.array(z.looseObject({ name: z.string() })) }),
  panels: z.array(
    z.looseObject({
      id: z.number(),
      title: z.string(),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.looseObject({ refId: z.string(), expr: z.string() })).min(1),
    }),
  ),
})

const table: Readonly<Record<string, MetricRow>> = metricTable
/** What Prometheus itself adds to whatever it scrapes. */
const added = new Set(['job', 'instance', 'le'])

/** The row of a series, by its own name or by one of a histogram's three. */
function rowOf(series: string): MetricRow | undefined {
  const histogram = /^(.*)_(bucket|sum|count)$/.exec(series)?.[1]
  return (
    table[series] ?? (histogram !== undefined && table[histogram]?.type === 'histogram' ? table[histogram] : undefined)
  )
}

function problems(query: string): string[] {
  const { series, labels } = parseQuery(query)
  const unknown = series.filter((name) => name !== 'up' && !rowOf(name) && !processSeries.some((own) => own === name))
  const rows = series.map(rowOf)
  const known = new Set(rows.flatMap((row) => row?.labels ?? []))
  const strange = labels.filter((label) => !added.has(label) && !known.has(label))
  return [...unknown.map((name) => `no series ${name}`), ...strange.map((label) => `no label ${label}`)]
}

async function rules() {
  return ruleFile
    .parse(parse(await read('deploy/prometheus/raccord-alerts.yml')))
    .groups.flatMap((group) => group.rules)
}

describe('operating', () => {
  it('the guide has the table of series as it is (UPDATE_DOCS=1 writes it)', async () => {
    const path = 'docs/guide/operating.md'
    const marks = /(<!-- series -->\n)[\s\S]*(<!-- end of series -->)/
    const text = await read(path)
    expect(text).toMatch(marks)
    const wanted = text.replace(marks, (_all, before: string, after: string) => before + metricsMarkdown() + after)
    if (process.env['UPDATE_DOCS'] === '1') await writeFile(file(path), wanted)
    expect(text === wanted || process.env['UPDATE_DOCS'] === '1').toBe(true)
  })

  it('the guide explains every alert, and names no other', async () => {
    const named = [
      ...new Set([...(await read('docs/guide/operating.md')).matchAll(/`(Raccord[A-Z]\w+)`/g)].map((m) => m[1])),
    ]
    expect(named.sort()).toEqual((await rules()).map(({ alert }) => alert).sort())
  })

  it('alert rules parse and name only series and labels that exist', async () => {
    const all = await rules()
    expect(all.length).toBeGreaterThan(10)
    expect(new Set(all.map(({ alert }) => alert)).size).toBe(all.length)
    for (const { alert, expr } of all) {
      expect(problems(expr), alert).toEqual([])
      expect(parseQuery(expr).series.length, alert).toBeGreaterThan(0)
    }
  })

  it('the dashboard parses, and its queries name only series and labels that exist', async () => {
    const { panels } = dashboard.parse(JSON.parse(await read('deploy/grafana/raccord-dashboard.json')))
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const used = new Set<string>()
    for (const { title, targets } of panels)
      for (const { expr } of targets) {
        expect(problems(expr), title).toEqual([])
        for (const name of parseQuery(expr).series) used.add(name.replace(/_(bucket|count)$/, ''))
      }
    // Whatever is told is also shown.
    expect(Object.keys(metricTable).filter((name) => !used.has(name))).toEqual([])
  })

  it('the check can fail', () => {
    expect(problems('sum by (user) (raccord_nothing_total)')).toEqual([
      'no series raccord_nothing_total',
      'no label user',
    ])
    expect(() => parseQuery('sum by (raccord_database_up')).toThrow(/no PromQL/)
    expect(() => parseQuery('raccord_database_up >')).toThrow(/no PromQL/)
  })
})
