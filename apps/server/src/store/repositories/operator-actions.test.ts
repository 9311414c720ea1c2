import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { describeEachDatabase } from '../../../../../tests/support/databases.ts'
import type { Database } from '../database.ts'
import { banksOn, listActions, recordActions } from './operator-actions.ts'

describeEachDatabase('what operators did', (open) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  const at = (day: number) => new Date(`2026-11-0${day}T08:00:00Z`)

  it('is written down with who, when and what, and read from a day on', async () => {
    await recordActions(database.kysely, 'cli', [], at(1))
    await recordActions(
      database.kysely,
      'cli',
      [{ action: 'client.added', subject: 'shop', detail: { origins: ['a'] } }],
      at(1),
    )
    await recordActions(
      database.kysely,
      'server',
      [
        { action: 'bank.switched_on', subject: '7' },
        { action: 'bank.switched_on', subject: '8' },
      ],
      at(2),
    )
    await recordActions(database.kysely, 'server', [{ action: 'bank.switched_off', subject: '8' }], at(3))
    const all = await listActions(database)
    expect(all.map(({ action, subject, source }) => `${source} ${action} ${subject}`)).toEqual([
      'cli client.added shop',
      'server bank.switched_on 7',
      'server bank.switched_on 8',
      'server bank.switched_off 8',
    ])
    expect(all[0]).toMatchObject({ at: at(1), detail: { origins: ['a'] }, actor: expect.stringMatching(/.+@.+/) })
    expect(await listActions(database, at(3))).toHaveLength(1)
    expect([...(await banksOn(database.kysely))]).toEqual(['7'])
  })

  it('is never altered and never taken out, one by one or all at once', async () => {
    for (const statement of [
      `update operator_action set actor = 'nobody'`,
      `update operator_action set detail = '{}' where id = 1`,
      'delete from operator_action',
      'delete from operator_action where id = 1',
      'truncate operator_action',
    ])
      await expect(sql.raw(statement).execute(database.kysely), statement).rejects.toThrow(/never altered/)
    expect(await listActions(database)).toHaveLength(4)
  })
})
