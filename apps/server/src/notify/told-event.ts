import { notifications } from '@raccord/contract'
import type { Row } from '../store/schema.ts'

/** An event in line, as it rests: what it is about is read when it is handed out. */
export type ToldEvent = Row<'event'> & { readonly seq: number }

/** Types that this process can tell; those of a newer release, which runs beside this one during an upgrade, are for that one. */
export const toldTypes: readonly string[] = Object.keys(notifications)

/** Shows events as the wire has them, each with its resource as it is now. In the order given. */
export type PresentEvents = (
  events: readonly ToldEvent[],
) => Promise<readonly { readonly id: string; readonly type: string }[]>
