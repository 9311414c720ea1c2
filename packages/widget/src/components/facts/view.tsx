import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../icon/view.tsx'

export interface Fact {
  readonly icon: IconName
  readonly title: ComponentChildren
  readonly detail?: ComponentChildren
}

/** Short statements, an icon each. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <ul class="facts">
      {facts.map((fact) => (
        <li key={fact.icon}>
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
