import { randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'

/** One conversation. A bank holds it some minutes; messages in it are counted. */
export interface Dialog {
  readonly id: string
  /** Number that its next message must have. */
  next: number
  readonly login: string
  /** Security function of its messages; empty: anonymous. */
  readonly signedAs: string
  /** `device`: a system id, and nothing else may be asked. `open`: accounts may be read. `asking`: a proof is awaited. */
  stage: 'anonymous' | 'device' | 'asking' | 'open'
  /** System id: the consent of this device. */
  readonly consentId: string
  authorisationId?: string
  polls: number
  /** The person has proved himself in it: he is there. */
  attended: boolean
  lastAt: number
}

const SILENCE_MS = 10 * 60_000
const MOST = 2_000

export interface Dialogs {
  readonly open: (dialog: Omit<Dialog, 'id' | 'next' | 'polls' | 'lastAt'>) => Dialog
  readonly find: (id: string) => Dialog | undefined
  readonly end: (dialog: Dialog) => void
}

/** In memory: a bank that starts anew has forgotten them, as others have. */
export function createDialogs(clock: Clock): Dialogs {
  const dialogs = new Map<string, Dialog>()
  return {
    open: (given) => {
      const dialog: Dialog = {
        ...given,
        id: randomBytes(12).toString('hex'),
        next: 2,
        polls: 0,
        lastAt: clock.now().getTime(),
      }
      dialogs.set(dialog.id, dialog)
      for (const id of dialogs.keys()) if (dialogs.size > MOST) dialogs.delete(id)
      return dialog
    },
    find: (id) => {
      const dialog = dialogs.get(id)
      if (!dialog || Math.abs(clock.now().getTime() - dialog.lastAt) > SILENCE_MS) return undefined
      dialog.lastAt = clock.now().getTime()
      return dialog
    },
    end: ({ id }) => void dialogs.delete(id),
  }
}
