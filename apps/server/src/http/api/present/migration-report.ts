import type { MigrationReportOut } from '@raccord/contract/wire'
import { reportSentence } from '../../../deprecation/report-sentence.ts'
import { ruleOfUse } from '../../../deprecation/rule-of-use.ts'
import type { UsageReport } from '../../../deprecation/usage-report.ts'
import { toUnixSeconds } from './unix-seconds.ts'

/** `rules`: URL of the page that explains every rule. */
export function presentMigrationReport(report: UsageReport, rules: string): MigrationReportOut {
  return {
    status: report.status,
    summary: reportSentence(report),
    quiet_days: report.quietDays,
    ...(report.lastAt ? { last_used: toUnixSeconds(report.lastAt) } : {}),
    ...(report.doneAt ? { done_at: toUnixSeconds(report.doneAt) } : {}),
    uses: report.uses.map(({ kind, name, count, recentCount, firstAt, lastAt }) => {
      const found = ruleOfUse({ kind, name })
      return {
        kind,
        name,
        count,
        recent_count: recentCount,
        first_used: toUnixSeconds(firstAt),
        last_used: toUnixSeconds(lastAt),
        ...(found?.rule.new === undefined ? {} : { replacement: found.rule.new }),
        ...(found ? { explanation: found.rule.says } : {}),
        guide: found ? `${rules}#${found.id}` : rules,
      }
    }),
    daily: report.daily.map(({ day, count }) => ({ day, count })),
  }
}
