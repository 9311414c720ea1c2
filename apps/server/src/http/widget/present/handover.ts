import type { RedirectScreen } from '@raccord/contract'
import { encode } from 'uqr'
import type { View } from '../../../journey/look.ts'
import type { LegState } from '../../../journey/state.ts'
import type { PresentDeps } from './screen-of.ts'

/** Numbers wrongly chosen before a leg offers no QR code any more: three choices each, so one in three is a guess. */
const mostRefused = 3

/** The QR code that offers to go on with the phone (WIRE §6.4). */
export function handover(
  deps: Pick<PresentDeps, 'phoneUrl'>,
  { journey }: View,
  { phonesRefused = 0 }: LegState,
): Pick<RedirectScreen, 'handover'> {
  if (phonesRefused >= mostRefused) return {}
  const { size, data } = encode(deps.phoneUrl(journey), { ecc: 'M', border: 4 })
  return { handover: { size, path: pathOf(data), refused: phonesRefused > 0 } }
}

/** SVG path data of the dark modules, one rectangle a run: half the bytes of one a module. */
function pathOf(data: readonly (readonly boolean[])[]): string {
  return data
    .map((row, y) => {
      const runs = row
        .map((dark) => (dark ? '#' : ' '))
        .join('')
        .matchAll(/#+/g)
      return Array.from(runs, ({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`).join('')
    })
    .join('')
}
