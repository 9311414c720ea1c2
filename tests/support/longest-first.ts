import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Whatever takes more than twenty seconds, longest first, as a whole run told it. */
const long = [
  'tests/durability/killed-journeys.test.ts',
  'tests/e2e/journeys.test.ts',
  'tests/e2e/challenges.test.ts',
  'tests/e2e/parameters.test.ts',
  'packages/widget/browser/axe.test.ts',
  'tests/e2e/home.test.ts',
  'tests/widget/layout.test.ts',
  'tests/hosting/doctor.test.ts',
  'tests/e2e/faults.test.ts',
  'tests/security/binding-table.test.ts',
  'tests/durability/killed-calls.test.ts',
  'tests/connectors/conformance.test.ts',
  'tests/e2e/binding.test.ts',
  'tests/durability/ends.test.ts',
  'tests/examples/sandbox-command.test.ts',
  'tests/e2e/woob.test.ts',
  'tests/e2e/manage-accounts.test.ts',
  'apps/server/src/store/upgrade.test.ts',
  'tests/e2e/shortest-way.test.ts',
  'tests/security/canaries.test.ts',
  'tests/e2e/fints.test.ts',
  'tests/widget/phone-handover.test.ts',
  'tests/e2e/navigation.test.ts',
  'tests/security/bad-input-pages.test.ts',
  'tests/previous/flows.test.ts',
  'tests/packages/sandbox-package.test.ts',
  'tests/durability/killed-webhooks.test.ts',
  'tests/frames/framed.test.ts',
  'tests/security/fuzz.test.ts',
  'tests/e2e/same-bank.test.ts',
  'tests/e2e/data.test.ts',
  'apps/server/src/http/api/bad-input.test.ts',
  'tests/frames/withheld.test.ts',
  'tests/security/keys.test.ts',
  'tests/frames/situations.test.ts',
  'tests/durability/replicas.test.ts',
  'apps/server/src/sync/random-history.test.ts',
  'tests/examples/testing-guide.test.ts',
  'tests/frames/embed.test.ts',
  'tests/hosting/assembled.test.ts',
  'tests/widget/keyboard.test.ts',
  'tests/e2e/ways-in.test.ts',
  'tests/security/production.test.ts',
  'tests/e2e/left-challenge.test.ts',
  'apps/server/src/jobs/pg-boss-queue.test.ts',
  'tests/e2e/sandbox-banks.test.ts',
  'tests/e2e/every-field.test.ts',
  'tests/durability/embedded-process.test.ts',
  'tests/durability/embedded-store.test.ts',
  'tests/durability/double-submit.test.ts',
  'tests/e2e/enable-banking.test.ts',
  'apps/server/src/cli/cli.test.ts',
]

/**
 * Long files begin first, so that none runs on by itself while the other processes have nothing left to do: a fresh clone knows no earlier
 * times, and how long a file is says little.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config
    const gone = long.filter((path) => !existsSync(join(root, path)))
    if (gone.length > 0) throw new Error(`tests/support/longest-first.ts names what is not there: ${gone.join(', ')}`)
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.indexOf(relative(root, moduleId))
      return at < 0 ? long.length : at
    }
    const sorted = await super.sort(files)
    // Projects run one after the other.
    const projects = [...new Set(sorted.map(({ project }) => project.name))]
    return projects.flatMap((name) =>
      sorted.filter(({ project }) => project.name === name).sort((a, b) => place(a) - place(b)),
    )
  }
}
