import { migrationReportOut, migrationReportQuery } from '@raccord/contract/wire'
import { usageReport } from '../../../deprecation/usage-report.ts'
import { rulesUrl } from '../../migration/rules-url.ts'
import { defineRoute } from '../define-route.ts'
import { presentMigrationReport } from '../present/migration-report.ts'

export const getMigrationReport = defineRoute({
  method: 'GET',
  path: '/v2.1/migration_report',
  operationId: 'getMigrationReport',
  tag: 'Migration',
  summary: 'What you still use of the previous widgets',
  description:
    'Endpoints and parameters of the previous widgets that this client used, when first, when last, how often, and what takes their place. Previous names on the new links count too.',
  access: { kind: 'client_token', scopes: [] },
  query: migrationReportQuery,
  answer: { status: 200, description: 'The report.', schema: migrationReportOut },
  errors: [],
  async handle({ caller, query }, context) {
    const days = await context.deprecatedUses.list(caller.clientId)
    const report = usageReport(days, context.clock.now(), query.days ?? context.quietDays)
    return { body: presentMigrationReport(report, rulesUrl(context.bases().api)) }
  },
})
