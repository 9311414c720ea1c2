import type { ComponentChildren } from 'preact'

interface SummaryProps {
  readonly title: string
  readonly text?: string
  readonly items?: readonly { readonly href: string; readonly text: string }[]
}

/** What stopped the form, on top, focused by the enhancer, each line linked to its field (WCAG 3.3.1). */
export function ErrorSummary({ title, text, items = [] }: SummaryProps) {
  return (
    <div class="notice danger" role="alert" tabindex={-1} data-enhance="focus">
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item.href}>
              <a href={item.href}>{item.text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export function Note({ children }: { readonly children: ComponentChildren }) {
  return <p class="notice">{children}</p>
}
