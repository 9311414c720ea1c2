import { locales } from '@raccord/contract'
import { describe, expect, it } from 'vitest'
import { assets } from './assets.ts'
import { budgetLines, measureBudget } from './budget.ts'

const unbuilt = assets.size === 0
if (unbuilt && process.env['CI']) throw new Error('The widget is not built: run `npm run build`.')
if (unbuilt) console.warn('\n*** BUDGET TEST IS SKIPPED: the widget is not built (npm run build)\n')

describe.skipIf(unbuilt)('budget', () => {
  it('stays within what LOOKS and the issue allow', () => {
    const budget = measureBudget()
    console.log(budgetLines(budget).join('\n'))
    for (const locale of locales) expect(budget.firstScreen[locale].total).toBeLessThanOrEqual(10_000)
    // No index: only the page of one group of banks, which is never that long.
    expect(budget.wholeList).toBeLessThanOrEqual(15_500)
    expect(budget.allScripts).toBeLessThanOrEqual(6_000)
    expect(budget.allStyles).toBeLessThanOrEqual(6_000)
  })
})
