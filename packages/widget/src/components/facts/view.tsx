import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icon/view.tsx'

export interface Fact {
  readonly icon: IconName
  readonly title: ComponentChildren
  readonly detail?: ComponentChildren
}

/** Short statements, an icon each. `signed`: what the button of the page agrees to, in sight together with it. */
export function Facts({ facts, signed }: { readonly facts: readonly Fact[]; readonly signed?: boolean }) {
  return (
    <ul class="facts">
      {facts.map((fact) => (
        <li key={fact.icon} data-signed={signed}>
          <Icon name={fact.icon} />
          <div>
            <strong>{fact.title}</strong>
            {fact.detail && <p>{fact.detail}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}
