import { expect, it } from 'vitest'
import { renderForTest, textOf } from '../../test-render.ts'
import { manageCases } from './fixtures.ts'

const of = (name: string) => textOf(renderForTest(manageCases.find((each) => each.name === name)!.screen))

it('says of which account the entries do not make the balance, by how much and since when', () => {
  expect(of('manage/gap')).toContain('The balance and the transactions differ by €12.50 since 3 November 2026.')
  expect(of('manage/usual')).not.toContain('differ')
})

it('offers no renewal of what nobody granted: a statement is added to a connection of files, or all are deleted', () => {
  const text = of('manage/files')
  expect(text).toContain('Add a statement')
  expect(text).toContain('Delete these statements')
  expect(text).not.toMatch(/Renew|Disconnect|Upload a statement/)
  expect(of('manage/usual')).toContain('Renew now')
})
