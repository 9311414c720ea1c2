import type { RedirectScreen } from '@raccord/contract'
import { encode } from 'uqr'
import type { View } from '../../../journey/look.ts'
import { phoneWelcome } from '../../../journey/phone-tries.ts'
import type { LegState } from '../../../journey/state.ts'
import type { PresentDeps } from './screen-of.ts'

/** The QR code that offers to go on with the phone (WIRE §6.4), or that it is dead. */
export function handover(
  deps: Pick<PresentDeps, 'phoneUrl'>,
  { journey, state }: View,
  leg: LegState,
): Pick<RedirectScreen, 'handover' | 'handoverOver'> {
  if (!phoneWelcome(state, leg)) return { handoverOver: true }
  const { size, data } = encode(deps.phoneUrl(journey), { ecc: 'M', border: 4 })
  return { handover: { size, path: pathOf(data), refused: (leg.phonesRefused ?? 0) > 0 } }
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
