import type { CsvColumns } from '@raccord/contract'
import type { FileUploadOut } from '@raccord/contract/wire'
import type { FileResult } from '../../../files/file-uploads.ts'
import { presentUnread } from './unread.ts'

export function presentUploadedFile(result: FileResult): FileUploadOut['files'][number] {
  const { name, format } = result
  if (result.kind === 'unclear') {
    const { columns, doubts, sample, dayOrders, decimals } = result
    return {
      ...{ name, format, status: 'UNCLEAR', accounts: [] },
      ...(columns ? { csv: presentColumns(columns) } : {}),
      ...(doubts ? { doubts: [...doubts] } : {}),
      ...(sample ? { sample: sample.map((row) => ({ cells: [...row] })) } : {}),
      ...(dayOrders ? { day_orders: [...dayOrders] } : {}),
      ...(decimals ? { decimals: [...decimals] } : {}),
    }
  }
  const accounts = result.accounts.map(({ accountId, received, inserted, pending, unread }) => ({
    ...{ account_id: String(accountId), received, added: inserted, pending },
    ...(Object.keys(unread).length === 0 ? {} : { unread_entries: presentUnread(unread) }),
  }))
  const csv = result.columns ? { csv: presentColumns(result.columns) } : {}
  return { name, format, status: 'IMPORTED', accounts, ...csv }
}

function presentColumns({ separator, decimal, columns, skipRows, dayOrder }: CsvColumns) {
  return { separator, decimal, columns: [...columns], skip_rows: skipRows, day_order: dayOrder }
}
